package dev.ghostwatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.TableName;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationIdTest {
  private static final Instant START = Instant.parse("2026-11-22T13:08:06Z");

  private static MigrationId id(String database, String table) {
    return new MigrationId(new TableName(database, table), START);
  }

  @ParameterizedTest
  @CsvSource({
    "shop,orders,shop.orders@20261122T130806Z",
    "my.shop,or@ders,my%2Eshop.or%40ders@20261122T130806Z",
    "a b,100%,a%20b.100%25@20261122T130806Z",
    "店,订单,%E5%BA%97.%E8%AE%A2%E5%8D%95@20261122T130806Z",
    "a-b_c$,x,a-b_c$.x@20261122T130806Z",
    "'a\nb',`,a%0Ab.%60@20261122T130806Z",
    "../..,/etc,%2E%2E%2F%2E%2E.%2Fetc@20261122T130806Z",
  })
  void namesArePercentEncoded(String database, String table, String text) {
    assertThat(id(database, table).text()).isEqualTo(text);
    assertThat(MigrationId.parse(text)).isEqualTo(id(database, table));
  }

  @Test
  void everyNameComesBack() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      MigrationId id =
          new MigrationId(
              new TableName(name(random), name(random)),
              Instant.ofEpochSecond(random.nextLong(0, 4_102_444_800L)));
      String text = id.text();
      assertThat(MigrationId.parse(text)).as("seed 11, case %d: %s", i, text).isEqualTo(id);
      assertThat(text).matches("[A-Za-z0-9_$%-]+\\.[A-Za-z0-9_$%-]+@\\d{8}T\\d{6}Z");
    }
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(20); i >= 0; i--) {
      int point = random.nextInt(3) == 0 ? random.nextInt(0x11_0000) : random.nextInt(128);
      name.appendCodePoint(Character.getType(point) == Character.SURROGATE ? '.' : point);
    }
    return name.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.orders",
        "shop.orders@",
        "shop.orders@20261122",
        "shop.orders@20261322T130806Z",
        "orders@20261122T130806Z",
        ".orders@20261122T130806Z",
        "shop.or%4@20261122T130806Z",
        "shop.or%zz@20261122T130806Z",
        "店.orders@20261122T130806Z",
        "@20261122T130806Z",
        "shop.orders@20261122T130806Zx",
      })
  void whatIsNoIdIsNone(String text) {
    assertThat(MigrationId.parse(text)).isNull();
  }

  @Test
  void fractionsOfASecondMakeNoOtherRun() {
    MigrationId exact = id("shop", "orders");
    MigrationId later = new MigrationId(new TableName("shop", "orders"), START.plusMillis(900));
    assertThat(later.text()).isEqualTo(exact.text());
  }
}
