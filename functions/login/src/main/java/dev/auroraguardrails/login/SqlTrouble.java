package dev.auroraguardrails.login;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/// Why a database could not be read, in a clause that says what to do. What the server wrote is
/// repeated only where it is about no login, since it may quote what was sent.
final class SqlTrouble {
  private SqlTrouble() {}

  static String clause(SQLException failed) {
    String state = String.valueOf(failed.getSQLState());
    if (state.startsWith("28")) {
      return "it refused the login: create the user as the docs say, grant it rds_iam, and allow"
          + " rds-db:connect for it";
    }
    if (caused(failed, SSLException.class) || rootMessage(failed).contains("hostnameverifier")) {
      return ("its TLS was not trusted (%s): the server must be the one named, with a certificate of the"
              + " CA bundle")
          .formatted(rootMessage(failed));
    }
    if (caused(failed, UnknownHostException.class)) {
      return "its endpoint has no address here: run this where the cluster's VPC is resolved";
    }
    if (state.equals("08001") || caused(failed, SocketTimeoutException.class)) {
      return "no connection came about: run this inside the cluster's VPC, by a"
          + " security group that the cluster lets in";
    }
    return switch (state) {
      case "57014" -> "a query took longer than 5 seconds";
      case "42501" -> "the user may not read a catalog: " + failed.getMessage();
      case "3D000" -> "there is no such database";
      default -> "%s (SQLSTATE %s)".formatted(firstLine(failed), state);
    };
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
    return causes(failure).stream().anyMatch(type::isInstance);
  }

  private static String rootMessage(Throwable failure) {
    return firstLine(causes(failure).getLast());
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
  }

  private static List<Throwable> causes(Throwable failure) {
    var causes = new ArrayList<Throwable>();
    for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }
}
