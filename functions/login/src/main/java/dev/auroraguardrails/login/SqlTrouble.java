package dev.auroraguardrails.login;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Why a database could not be read, in a clause that says what to do. What the server wrote is
/// repeated only where it is about no login, since it may quote what was sent.
final class SqlTrouble {
  private SqlTrouble() {}

  /// The one driver's words and the other's.
  private static final Pattern HOST_REFUSED =
      Pattern.compile("hostnameverifier|hostname verification");

  private static final String MYSQL_NO_CONNECTION = "08000";

  // https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
  private static final int MYSQL_TOO_LONG = 3024;

  /// ER_DBACCESS_DENIED, ER_TABLEACCESS_DENIED, ER_COLUMNACCESS_DENIED.
  private static final Set<Integer> MYSQL_DENIED = Set.of(1044, 1142, 1143);

  /// @return whether a grant is missing, and nothing else is wrong
  static boolean isDenied(SQLException failed) {
    return "42501".equals(failed.getSQLState()) || MYSQL_DENIED.contains(failed.getErrorCode());
  }

  static String clause(SQLException failed) {
    String state = String.valueOf(failed.getSQLState());
    if (state.startsWith("28")) {
      return "it refused the login: create the user as the docs say, by IAM, and allow"
          + " rds-db:connect for it";
    }
    if (caused(failed, SSLException.class) || HOST_REFUSED.matcher(rootMessage(failed)).find()) {
      return ("its TLS was not trusted (%s): the server must be the one named, with a certificate of the"
              + " CA bundle")
          .formatted(rootMessage(failed));
    }
    if (caused(failed, UnknownHostException.class)) {
      return "its endpoint has no address here: run this where the cluster's VPC is resolved";
    }
    if (state.equals("08001")
        || state.equals(MYSQL_NO_CONNECTION)
        || caused(failed, SocketTimeoutException.class)
        || caused(failed, ConnectException.class)) {
      return "no connection came about: run this inside the cluster's VPC, by a"
          + " security group that the cluster lets in";
    }
    if (failed.getErrorCode() == MYSQL_TOO_LONG) {
      return "a query took longer than 5 seconds";
    }
    if (isDenied(failed)) {
      return "the user may not read a catalog: " + firstLine(failed);
    }
    return switch (state) {
      case "57014" -> "a query took longer than 5 seconds";
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
