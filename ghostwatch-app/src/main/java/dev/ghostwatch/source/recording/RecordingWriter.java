package dev.ghostwatch.source.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes a recording. Each exchange is in the file before the next one is asked for. */
public final class RecordingWriter implements AutoCloseable {
  private final OutputStream out;
  private final JsonFactory json =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private long exchanges;

  private RecordingWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Begins a new recording.
   *
   * @throws java.nio.file.FileAlreadyExistsException when the file exists: a recording is never
   *     overwritten
   */
  public static RecordingWriter create(Path file) throws IOException {
    return new RecordingWriter(
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  public void write(RecordedExchange exchange) throws IOException {
    try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
      generator.writeStartObject();
      generator.writeName("t");
      generator.writeNumber(epochSeconds(exchange.at()));
      generator.writeStringProperty("command", exchange.command());
      generator.writeStringProperty("reply", exchange.reply());
      generator.writeName("ms");
      generator.writeNumber(
          BigDecimal.valueOf(exchange.millis()).setScale(3, RoundingMode.HALF_UP));
      if (exchange.error() != null) {
        generator.writeStringProperty("error", exchange.error());
      }
      generator.writeEndObject();
    }
    out.write('\n');
    out.flush();
    exchanges++;
  }

  /** How many exchanges were written. */
  public long exchanges() {
    return exchanges;
  }

  private static BigDecimal epochSeconds(Instant at) {
    return BigDecimal.valueOf(at.getEpochSecond())
        .add(BigDecimal.valueOf(at.getNano(), 9))
        .setScale(3, RoundingMode.DOWN);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
