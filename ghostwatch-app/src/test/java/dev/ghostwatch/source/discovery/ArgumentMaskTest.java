package dev.ghostwatch.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentMaskTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-password",
        "--password",
        "---password",
        "--PASSWORD",
        "-master-password",
        "--master-password",
        "--hooks-hint-token",
        "--pasword-misspelt-passwd",
        "--vault-secret",
        "--some-later-api-key"
      })
  void valueOfSecretFlagIsHiddenInBothSpellings(String flag) {
    assertThat(ArgumentMask.mask(List.of("gh-ost", flag, "s3cret", "--execute")))
        .containsExactly("gh-ost", flag, "****", "--execute");
    assertThat(ArgumentMask.mask(List.of("gh-ost", flag + "=s3cret=x", "--execute")))
        .containsExactly("gh-ost", flag + "=****", "--execute");
  }

  @Test
  void secretIsHiddenBehindTheWordWhereGhostStopsReading() {
    assertThat(ArgumentMask.mask(List.of("gh-ost", "--execute", "true", "--password", "s3cret")))
        .containsExactly("gh-ost", "--execute", "true", "--password", "****");
    assertThat(ArgumentMask.mask(List.of("gh-ost", "--", "--password=s3cret")))
        .containsExactly("gh-ost", "--", "--password=****");
  }

  @Test
  void secretThatLooksLikeFlagIsHiddenToo() {
    assertThat(ArgumentMask.mask(List.of("gh-ost", "--password", "--password", "s3cret")))
        .containsExactly("gh-ost", "--password", "****", "****");
    assertThat(ArgumentMask.mask(List.of("gh-ost", "--password", "-s3cret=x", "--execute")))
        .containsExactly("gh-ost", "--password", "****", "--execute");
  }

  @Test
  void emptyPasswordAndPromptForOneHideNothing() {
    List<String> arguments =
        List.of(
            "gh-ost", "--password=", "--ask-pass", "--host", "db1", "--ssl-key", "/etc/key.pem");

    assertThat(ArgumentMask.mask(arguments)).isEqualTo(arguments);
  }

  @Test
  void passwordFlagAtTheVeryEndIsNoFault() {
    assertThat(ArgumentMask.mask(List.of("gh-ost", "--password")))
        .containsExactly("gh-ost", "--password");
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:s3cret@freno/check, http://****@freno/check",
    "http://s3cret@freno/check, http://****@freno/check",
    "http://user:s3/cret@freno/check, http://****@freno/check",
    "http://user:s3@cret@freno:80/check, http://****@freno:80/check",
    "http://freno/check?token=s3cret&app=x, http://freno/check?token=****&app=x",
    "http://freno/check?app=x&api_token=s3cret#end, http://freno/check?app=x&api_token=****#end",
    "http://freno:8080/check/@user, http://freno:8080/check/@user",
    "http://[::1]:8080/check, http://[::1]:8080/check",
    "http://, http://",
    "ENGINE=FEDERATED CONNECTION='mysql://u:s3cret@h/d' a://u:s3cret@h,"
        + " ENGINE=FEDERATED CONNECTION='mysql://****@h/d' a://****@h"
  })
  void credentialsInUrlsAreHidden(String text, String masked) {
    // The quotes of CSV would eat those of the statement.
    assertThat(UrlMask.mask(text)).isEqualTo(masked);
    assertThat(ArgumentMask.mask(List.of("gh-ost", "--throttle-http=" + text)))
        .containsExactly("gh-ost", "--throttle-http=" + masked);
    assertThat(ArgumentMask.mask(List.of("gh-ost", "--throttle-http", text)))
        .containsExactly("gh-ost", "--throttle-http", masked);
  }

  @Test
  void noSecretSurvivesAnyOrderOfArguments() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      String secret = "S" + Long.toHexString(random.nextLong()) + oddity(random);
      List<String> arguments = new ArrayList<>(List.of("gh-ost"));
      for (int count = random.nextInt(8); count > 0; count--) {
        addHarmless(arguments, random);
      }
      addSecret(arguments, secret, random);
      for (int count = random.nextInt(8); count > 0; count--) {
        addHarmless(arguments, random);
      }
      String marker = secret.substring(0, 9);

      assertThat(ArgumentMask.mask(arguments))
          .as("seed %s, round %s: %s", seed, round, arguments)
          .noneMatch(argument -> argument.contains(marker))
          .hasSameSizeAs(arguments);
      assertThat(CommandLine.parse(arguments).maskedFlags().toString())
          .as("seed %s, round %s: %s", seed, round, arguments)
          .doesNotContain(marker);
    }
  }

  private static String oddity(Random random) {
    List<String> oddities =
        List.of("", " ", "=", "-", "--x", "'\"`", "\n", "\u001b[31m", "\uD83D\uDE80", "%40", "*");
    return oddities.get(random.nextInt(oddities.size()));
  }

  private static void addHarmless(List<String> arguments, Random random) {
    List<List<String>> harmless =
        List.of(
            List.of("--execute"),
            List.of("-ask-pass"),
            List.of("--table", "orders"),
            List.of("--alter=ADD COLUMN `pass word` int"),
            List.of("stray"),
            List.of("--"),
            List.of("--password", ""),
            List.of("-host", "http://db1:3306/x"));
    arguments.addAll(harmless.get(random.nextInt(harmless.size())));
  }

  private static void addSecret(List<String> arguments, String secret, Random random) {
    String dashes = random.nextBoolean() ? "-" : "--";
    List<String> flags = List.of("password", "master-password", "hooks-hint-token");
    String flag = dashes + flags.get(random.nextInt(flags.size()));
    switch (random.nextInt(3)) {
      case 0 -> arguments.add(flag + "=" + secret);
      case 1 -> arguments.addAll(List.of(flag, secret));
      default -> arguments.add("--throttle-http=http://me:" + secret.substring(0, 9) + "@h/c");
    }
  }
}
