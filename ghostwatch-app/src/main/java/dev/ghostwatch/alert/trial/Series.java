package dev.ghostwatch.alert.trial;

import dev.ghostwatch.config.rule.RuleTestFile;
import dev.ghostwatch.config.schema.NearestKey;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of a test's fields, sample by sample. */
final class Series {
  private static final String UNKNOWN = "_";
  private static final Pattern REPEATED = Pattern.compile("(.*)\\*(\\d{1,5})");

  private final Map<String, List<@Nullable String>> values = new HashMap<>();

  private Series() {}

  /** The series of a test; what is wrong is added to the problems. */
  static Series of(RuleTestFile.Case test, List<Problem> problems) {
    Series series = new Series();
    test.series()
        .forEach((field, texts) -> {
          if (!Picture.KNOWN.contains(field)) {
            problems.add(
                test.name()
                    .problem(
                        1,
                        field,
                        Wording.of("alert.trial.field", String.join(", ", Picture.KNOWN)),
                        NearestKey.ofName(field, Picture.KNOWN)));
            return;
          }
          List<@Nullable String> samples = new ArrayList<>();
          for (String text : texts) {
            Matcher repeated = REPEATED.matcher(text);
            boolean many = repeated.matches();
            String value = many ? repeated.group(1).strip() : text;
            int times = many ? Integer.parseInt(repeated.group(2)) : 1;
            if (!value.equals(UNKNOWN) && !Picture.isValue(field, value)) {
              problems.add(
                  test.name().problem(1, value, Wording.of("alert.trial.value", field), null));
            }
            for (int i = 0; i < times; i++) {
              samples.add(value.equals(UNKNOWN) ? null : value);
            }
          }
          series.values.put(field, samples);
        });
    return series;
  }

  /** The picture of the n-th sample, from 0; the last of each series goes on. */
  Picture at(int sample) {
    Map<String, String> fields = new HashMap<>();
    values.forEach((field, samples) -> {
      String value = samples.isEmpty() ? null : samples.get(Math.min(sample, samples.size() - 1));
      if (value != null) {
        fields.put(field, value);
      }
    });
    return new Picture(fields);
  }
}
