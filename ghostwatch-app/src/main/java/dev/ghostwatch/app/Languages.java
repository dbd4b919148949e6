package dev.ghostwatch.app;

import dev.ghostwatch.text.Language;
import org.jspecify.annotations.Nullable;

/** The language of the agent's own texts. */
final class Languages {
  private Languages() {}

  /** The one the configuration names, else that of the environment. */
  static Language of(@Nullable String configured) {
    return configured == null
        ? Language.of(System.getenv())
        : configured.equals("zh") ? Language.ZH : Language.EN;
  }
}
