package dev.ghostwatch.alert.action;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.config.rule.ActionConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that an action wants, from the values that there are. */
final class Proposal {
  private Proposal() {}

  /** New values by setting, within the action's limits; empty when nothing is to be changed. */
  static Map<Setting, String> of(ActionConfig action, Map<Setting, String> now, Controls controls) {
    Map<Setting, String> wanted =
        switch (action.kind()) {
          case SET -> named(action.settings(), now);
          case SLOW_DOWN -> controls.slower(now);
          case THROTTLE, RUN -> Map.of();
        };
    Map<Setting, String> within = new LinkedHashMap<>();
    wanted.forEach((setting, value) -> {
      String limited =
          limited(
              value, action.least().get(setting.wireName()), action.most().get(setting.wireName()));
      if (!Hold.same(limited, now.get(setting))) {
        within.put(setting, limited);
      }
    });
    return within;
  }

  private static Map<Setting, String> named(Map<String, String> values, Map<Setting, String> now) {
    Map<Setting, String> wanted = new EnumMap<>(Setting.class);
    values.forEach((name, value) -> {
      Setting setting = Setting.byName(name);
      String is = setting == null ? null : now.get(setting);
      if (setting != null && !value.startsWith("*")) {
        wanted.put(setting, value);
      } else if (setting != null && is != null) {
        wanted.put(setting, times(setting, is, value.substring(1)));
      }
    });
    return wanted;
  }

  private static String times(Setting setting, String value, String factor) {
    BigDecimal product = new BigDecimal(value).multiply(new BigDecimal(factor));
    int places = setting == Setting.NICE_RATIO ? 3 : 0;
    return product.setScale(places, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }

  private static String limited(String value, @Nullable String least, @Nullable String most) {
    if (least != null && new BigDecimal(value).compareTo(new BigDecimal(least)) < 0) {
      return least;
    }
    return most != null && new BigDecimal(value).compareTo(new BigDecimal(most)) > 0 ? most : value;
  }
}
