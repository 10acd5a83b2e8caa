package dev.auroraguardrails.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Where log files are: a file, a folder as CloudTrail lays it out, or a bucket. Listed one by one,
/// since a year of an organization is millions of them.
public sealed interface LogSource {
  Set<String> BESIDE = Set.of("CloudTrail-Digest", "CloudTrail-Insight");

  /// One log file.
  ///
  /// @param name as a person knows it
  /// @param content opened when it is its turn
  record LogFile(String name, Opening content) {}

  /// Opens what may not be there any more.
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /// Takes log files one after another.
  @FunctionalInterface
  interface Taking {
    void take(LogFile file) throws InterruptedException;
  }

  /// Lists all log files.
  ///
  /// @throws IOException where the source cannot be listed
  void each(Taking taking) throws IOException, InterruptedException;

  /// @param name whether a file of a folder or bucket is a log, by its path. Digests and Insights
  ///     lie beside the logs and hold no calls
  static boolean isLog(String name) {
    return (name.endsWith(".json") || name.endsWith(".json.gz") || name.endsWith(".jsonl"))
        && Stream.of(name.split("/", -1)).noneMatch(BESIDE::contains);
  }

  /// A file, whatever its name, or all logs below a folder.
  record Local(Path path) implements LogSource {
    @Override
    public void each(Taking taking) throws IOException, InterruptedException {
      if (!Files.isDirectory(path)) {
        taking.take(file(path));
        return;
      }
      var interrupted = new InterruptedException[1];
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              try {
                if (attributes.isRegularFile() && isLog(file.toString())) {
                  taking.take(file(file));
                }
                return FileVisitResult.CONTINUE;
              } catch (InterruptedException stop) {
                interrupted[0] = stop;
                return FileVisitResult.TERMINATE;
              }
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return visit(file, failure);
            }

            private FileVisitResult visit(Path file, IOException failure) {
              try {
                taking.take(
                    new LogFile(
                        file.toString(),
                        () -> {
                          throw failure;
                        }));
                return FileVisitResult.CONTINUE;
              } catch (InterruptedException stop) {
                interrupted[0] = stop;
                return FileVisitResult.TERMINATE;
              }
            }
          });
      if (interrupted[0] != null) {
        throw interrupted[0];
      }
    }

    private static LogFile file(Path path) {
      return new LogFile(path.toString(), () -> Files.newInputStream(path));
    }
  }

  /// All logs below a prefix of a bucket; needs s3:ListBucket and s3:GetObject.
  ///
  /// @param prefix the beginning of the keys; empty for the whole bucket
  record Bucket(S3Client s3, String bucket, String prefix) implements LogSource {
    @Override
    public void each(Taking taking) throws InterruptedException {
      for (S3Object object :
          s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents()) {
        if (isLog(object.key())) {
          taking.take(
              new LogFile(
                  "s3://" + bucket + "/" + object.key(),
                  () -> s3.getObject(r -> r.bucket(bucket).key(object.key()))));
        }
      }
    }
  }
}
