package dev.ghostwatch.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
  private static Privileges of(String... lines) {
    return Privileges.parse("ghostwatch@%", List.of(lines));
  }

  @Test
  void globalRightsAreFoundInAnyListOfThem() {
    Privileges mysql =
        of(
            "GRANT PROCESS, REPLICATION CLIENT ON *.* TO `ghostwatch`@`%`",
            "GRANT SELECT ON `shop`.* TO `ghostwatch`@`%`");
    assertThat(mysql.hasGlobal(List.of("PROCESS"))).isTrue();
    assertThat(mysql.hasGlobal(List.of("SUPER", "REPLICATION CLIENT"))).isTrue();
    assertThat(mysql.hasGlobal(List.of("SUPER"))).isFalse();
    assertThat(mysql.hasGlobal(List.of("SELECT"))).isFalse();
    assertThat(mysql.account()).isEqualTo("'ghostwatch'@'%'");
    assertThat(mysql.roles()).isFalse();
  }

  @Test
  void everythingIncludesEverything() {
    Privileges all =
        of("GRANT ALL PRIVILEGES ON *.* TO `g`@`%` IDENTIFIED BY PASSWORD '*AB' WITH GRANT OPTION");
    assertThat(all.hasGlobal(List.of("PROCESS"))).isTrue();
    assertThat(all.maySelect(new TableName("any", "table"))).isTrue();
  }

  @Test
  void selectIsLookedUpByDatabaseAndTable() {
    Privileges some =
        of(
            "GRANT USAGE ON *.* TO `ghostwatch`@`%`",
            "GRANT SELECT, INSERT ON `shop`.* TO `ghostwatch`@`%`",
            "GRANT SELECT ON `tools`.`heartbeat` TO `ghostwatch`@`%`",
            "GRANT SELECT (`id`, `name`) ON `crm`.`people` TO `ghostwatch`@`%`",
            "GRANT INSERT ON `log`.* TO `ghostwatch`@`%`");
    assertThat(some.maySelect(new TableName("shop", "orders"))).isTrue();
    assertThat(some.maySelect(new TableName("tools", "heartbeat"))).isTrue();
    assertThat(some.maySelect(new TableName("tools", "other"))).isFalse();
    assertThat(some.maySelect(new TableName("crm", "people"))).as("columns only").isFalse();
    assertThat(some.maySelect(new TableName("log", "any"))).isFalse();
  }

  @Test
  void namesWithWildcardsAndQuotesAreUnderstood() {
    Privileges wild =
        of(
            "GRANT SELECT ON `shop\\_%`.* TO `ghostwatch`@`%`",
            "GRANT SELECT ON `odd``name`.* TO `ghostwatch`@`%`");
    assertThat(wild.maySelect(new TableName("shop_eu", "orders"))).isTrue();
    assertThat(wild.maySelect(new TableName("shopXeu", "orders"))).isFalse();
    assertThat(wild.maySelect(new TableName("odd`name", "t"))).isTrue();
  }

  @Test
  void rolesMakeItUnsure() {
    assertThat(of("GRANT `watchers`@`%` TO `ghostwatch`@`%`").roles()).isTrue();
    assertThat(of("GRANT `watchers` TO `ghostwatch`@`%`").roles()).isTrue();
    assertThat(of("GRANT watchers TO 'ghostwatch'@'%'").roles()).isTrue();
  }

  @Test
  void theAccountIsQuotedForAStatement() {
    assertThat(Privileges.parse("o'brien@10.0.0.%", List.of()).account())
        .isEqualTo("'o''brien'@'10.0.0.%'");
  }
}
