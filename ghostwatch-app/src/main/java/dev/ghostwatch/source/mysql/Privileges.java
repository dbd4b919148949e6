package dev.ghostwatch.source.mysql;

import dev.ghostwatch.client.value.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an account may do, as SHOW GRANTS says.
 *
 * @param account the account as the server knows it, {@code 'ghostwatch'@'%'}
 * @param grants what was granted directly
 * @param roles whether it has roles as well, whose rights are not listed
 */
record Privileges(String account, List<Grant> grants, boolean roles) {
  private static final Pattern GRANT =
      Pattern.compile(
          "GRANT (.+) ON (?:TABLE )?(\\*\\.\\*|(`(?:[^`]|``)+`)\\.(\\*|`(?:[^`]|``)+`)) TO .*");
  private static final Pattern ROLE = Pattern.compile("GRANT [`'\"].*[`'\"] TO .*");
  private static final Pattern OTHER_ROLE = Pattern.compile("GRANT [^ ]+ TO .*");

  /** Rights on everything, a database or a table; null is everything. */
  record Grant(List<String> rights, Scope scope) {
    boolean has(String right) {
      return rights.contains(right) || rights.contains("ALL PRIVILEGES") || rights.contains("ALL");
    }
  }

  /** What a grant is about. Empty texts stand for all databases and for all tables. */
  record Scope(String database, String table) {
    boolean covers(TableName name) {
      return (database.isEmpty() || matches(database, name.database()))
          && (table.isEmpty() || table.equalsIgnoreCase(name.table()));
    }

    /** In grants {@code %} and {@code _} of a database's name are wild, unless escaped. */
    private static boolean matches(String pattern, String name) {
      StringBuilder regex = new StringBuilder();
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if (c == '\\' && i + 1 < pattern.length()) {
          i++;
          regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
        } else if (c == '%') {
          regex.append(".*");
        } else if (c == '_') {
          regex.append('.');
        } else {
          regex.append(Pattern.quote(String.valueOf(c)));
        }
      }
      return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
          .matcher(name)
          .matches();
    }
  }

  static Privileges read(Session session) throws SQLException {
    String user = session.one("SELECT CURRENT_USER() AS account").textOr("", "account");
    List<String> lines = new ArrayList<>();
    for (Row row : session.rows("SHOW GRANTS")) {
      row.columns().values().stream().filter(text -> text != null).forEach(lines::add);
    }
    return parse(user, lines);
  }

  /**
   * Reads the answer of SHOW GRANTS.
   *
   * @param currentUser the answer of CURRENT_USER(), {@code ghostwatch@%}
   */
  static Privileges parse(String currentUser, List<String> lines) {
    List<Grant> grants = new ArrayList<>();
    boolean roles = false;
    for (String line : lines) {
      Matcher grant = GRANT.matcher(line);
      if (grant.matches()) {
        boolean all = grant.group(2).equals("*.*");
        grants.add(
            new Grant(
                rights(grant.group(1)),
                new Scope(
                    all ? "" : unquoted(grant.group(3)),
                    all || grant.group(4).equals("*") ? "" : unquoted(grant.group(4)))));
      } else {
        roles |= ROLE.matcher(line).matches() || OTHER_ROLE.matcher(line).matches();
      }
    }
    int at = currentUser.lastIndexOf('@');
    String user = at < 0 ? currentUser : currentUser.substring(0, at);
    String host = at < 0 ? "%" : currentUser.substring(at + 1);
    return new Privileges(literal(user) + "@" + literal(host), List.copyOf(grants), roles);
  }

  /** Rights on some columns only do not count. */
  private static List<String> rights(String list) {
    List<String> rights = new ArrayList<>();
    for (String right : list.replaceAll("[A-Z ]+\\([^)]*\\)", "").split(",", -1)) {
      String name = right.strip().toUpperCase(Locale.ROOT);
      if (!name.isEmpty()) {
        rights.add(name);
      }
    }
    return rights;
  }

  private static String unquoted(String name) {
    return name.substring(1, name.length() - 1).replace("``", "`");
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** Whether one of these rights was granted on everything. */
  boolean hasGlobal(List<String> anyOf) {
    return grants.stream()
        .filter(grant -> grant.scope().database().isEmpty())
        .anyMatch(grant -> anyOf.stream().anyMatch(grant::has));
  }

  /** Whether a table may be read. An empty table name asks for the whole database. */
  boolean maySelect(TableName table) {
    return grants.stream().anyMatch(grant -> grant.has("SELECT") && grant.scope().covers(table));
  }
}
