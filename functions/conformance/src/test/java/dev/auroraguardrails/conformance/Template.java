package dev.auroraguardrails.conformance;

import dev.auroraguardrails.model.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// `template.yaml` as maps and lists. Short intrinsic functions get their long form, so that
/// `!GetAtt RdsRole.Arn` reads `{"Fn::GetAtt": ["RdsRole", "Arn"]}`.
record Template(Map<String, Object> root) {

  /// The folder that holds the template.
  static final Path PROJECT =
      Path.of(Objects.requireNonNull(System.getProperty("projectRoot"), "projectRoot"));

  static Template read() {
    return read("template.yaml");
  }

  static Template read(String file) {
    try {
      return parse(Files.readString(PROJECT.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Template parse(String yaml) {
    return new Template(map(new Yaml(new WithIntrinsics()).load(yaml)));
  }

  /// The resources of one type by their logical ids
  Map<String, Map<String, Object>> resources(String type) {
    var found = new TreeMap<String, Map<String, Object>>();
    map(root.get("Resources"))
        .forEach(
            (id, resource) -> {
              if (type.equals(map(resource).get("Type"))) {
                found.put(id, map(resource));
              }
            });
    return found;
  }

  /// The properties of the resource of this type and logical id
  Map<String, Object> properties(String type, String id) {
    Map<String, Object> resource = resources(type).get(id);
    if (resource == null) {
      throw new AssertionError(
          "template.yaml has no " + type + " " + id + ", but " + resources(type).keySet());
    }
    return map(resource.get("Properties"));
  }

  /// Visits each key with its value, at any depth.
  void visit(BiConsumer<String, Object> visitor) {
    visit(root, visitor);
  }

  private static void visit(@Nullable Object node, BiConsumer<String, Object> visitor) {
    if (node instanceof Map<?, ?> map) {
      map(map)
          .forEach(
              (key, value) -> {
                visitor.accept(key, value);
                visit(value, visitor);
              });
    } else if (node instanceof List<?> list) {
      list.forEach(item -> visit(item, visitor));
    }
  }

  /// How logical ids begin that belong to the family: `Rds`, `Network`, `Iam`
  static String prefix(Family family) {
    String label = family.label();
    return Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }

  static Map<String, Object> attribute(String id, String name) {
    return Map.of("Fn::GetAtt", List.of(id, name));
  }

  static Map<String, Object> reference(String id) {
    return Map.of("Ref", id);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object node) {
    if (!(node instanceof Map)) {
      throw new AssertionError("wanted a map in template.yaml, got " + node);
    }
    return (Map<String, Object>) node;
  }

  /// The list; one alone as a list of it, as IAM allows both
  static List<Object> list(@Nullable Object node) {
    if (node == null) {
      throw new AssertionError("wanted a list in template.yaml, got nothing");
    }
    return node instanceof List<?> list ? List.copyOf(list) : List.of(node);
  }

  private static final class WithIntrinsics extends SafeConstructor {
    WithIntrinsics() {
      super(new LoaderOptions());
      yamlMultiConstructors.put("!", new Intrinsic());
    }

    private final class Intrinsic extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        Object argument =
            switch (node) {
              case ScalarNode scalar -> scalar.getValue();
              case SequenceNode sequence -> constructSequence(sequence);
              case MappingNode mapping -> constructMapping(mapping);
              default -> throw new AssertionError("no intrinsic function: " + node);
            };
        if (name.equals("GetAtt") && argument instanceof String dotted) {
          argument = Arrays.asList(dotted.split("\\.", 2));
        }
        boolean bare = name.equals("Ref") || name.equals("Condition");
        return Map.of(bare ? name : "Fn::" + name, argument);
      }
    }
  }
}
