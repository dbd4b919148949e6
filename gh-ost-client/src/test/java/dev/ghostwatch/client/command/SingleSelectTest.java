package dev.ghostwatch.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which throttle queries may be sent. */
class SingleSelectTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "SELECT 1;",
        "  SeLeCt count(*) from t where a = 'x;y' and b <> \"into\"",
        "(select 1)",
        "select(1)",
        "select 1; -- ; drop",
        "select /* a ; comment into */ 1",
        "/* which */ select 1 -- drop table x; and so on",
        "select 1 # ; drop table x",
        "select 5--1",
        "select `into`, `a``;` from `drop`",
        "select 'it''s; fine', 'it\\\\'",
        "select /*+ MAX_EXECUTION_TIME(500) */ count(*) from t",
        "select '数;据' from 表",
        "select converted_into from t",
      })
  void aSingleSelectMayBeSent(String sql) throws InvalidSettingValueException {
    assertThat(SettingChange.of(Setting.THROTTLE_QUERY, sql).value()).isEqualTo(sql.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table shop.x",
        "select 1; drop table shop.x",
        "select 1;;",
        "/* select */ drop table x",
        "-- select 1",
        "delete from t where id in (select 1)",
        "with a as (select 1) delete from t",
        "update t set a = 1",
        "call p()",
        "set global read_only = 0",
        "select 1 into outfile '/tmp/x'",
        "select 1 INTO @a",
        "select /*! 1 into outfile '/tmp/x' */",
        "select /*M!100000 sleep(5) */ 1",
        "/*!drop table x*/",
        "select 'a",
        "select `a",
        "select 1 /* a",
        "select '\\'; drop table x; -- '",
        "select '\\\\'; drop table x; -- '",
        "selection",
        "select_1",
        "1",
        "'select'",
        "'select 1'",
        ";",
      })
  void anythingElseIsRefusedAsUnsafe(String sql) {
    assertThatThrownBy(() -> SettingChange.of(Setting.THROTTLE_QUERY, sql))
        .isInstanceOfSatisfying(
            InvalidSettingValueException.class, e -> assertThat(e.isUnsafe()).isTrue())
        .hasMessageStartingWith("throttle-query: ")
        .hasMessageContaining(
            "is not a single SELECT without INTO, and gh-ost would run it every second."
                + " Nothing was sent.");
  }

  @Test
  void aNumberOutOfRangeIsNotUnsafe() {
    assertThatThrownBy(() -> SettingChange.of(Setting.CHUNK_SIZE, "1"))
        .isInstanceOfSatisfying(
            InvalidSettingValueException.class, e -> assertThat(e.isUnsafe()).isFalse());
  }
}
