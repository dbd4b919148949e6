package dev.ghostwatch.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Writes documents to a stream, which stays open. */
public final class Documents {
  /** How a document is written. */
  public enum Format {
    /** Indented JSON. */
    JSON,
    /** JSON on one line, for one document after another. */
    JSON_LINE,
    YAML
  }

  private Documents() {}

  /** Writes one object, whose fields {@code body} writes, and a line break. */
  public static void object(OutputStream out, Format format, Consumer<Json> body)
      throws IOException {
    try (JsonGenerator generator = generator(out, format)) {
      Json json = new Json(generator);
      json.object(() -> body.accept(json));
    }
    endDocument(out, format);
  }

  /** Writes an array of objects, whose fields {@code body} writes, and a line break. */
  public static <T> void array(
      OutputStream out, Format format, Collection<T> values, BiConsumer<Json, T> body)
      throws IOException {
    try (JsonGenerator generator = generator(out, format)) {
      Json json = new Json(generator);
      json.array(values, value -> json.object(() -> body.accept(json, value)));
    }
    endDocument(out, format);
  }

  private static void endDocument(OutputStream out, Format format) throws IOException {
    if (format != Format.YAML) {
      out.write('\n');
    }
    out.flush();
  }

  private static JsonGenerator generator(OutputStream out, Format format) {
    TokenStreamFactory factory =
        switch (format) {
          case JSON, JSON_LINE ->
              JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
          case YAML -> YAMLFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
        };
    return factory.createGenerator(
        format == Format.JSON ? Indented.CONTEXT : ObjectWriteContext.empty(), out);
  }

  private static final class Indented extends ObjectWriteContext.Base {
    static final Indented CONTEXT = new Indented();

    @Override
    public @Nullable PrettyPrinter getPrettyPrinter() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
