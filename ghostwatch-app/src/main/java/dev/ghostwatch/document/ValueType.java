package dev.ghostwatch.document;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of value a field of a document holds, and how it is written. Whoever reads fields by
 * their names – an alert rule – learns from it what to expect.
 */
public sealed interface ValueType<V> {
  ValueType<String> TEXT = new Text();
  ValueType<Long> NUMBER = new Whole();
  ValueType<Double> DECIMAL = new Decimal();
  ValueType<Boolean> FLAG = new Flag();
  ValueType<Instant> TIME = new Time();
  ValueType<Collection<String>> TEXTS = new Texts();
  ValueType<Map<String, Long>> NUMBERS = new Numbers();

  /** Writes a value under its name; null is unknown. */
  void write(Json json, String name, @Nullable V value);

  /** A text. */
  record Text() implements ValueType<String> {
    @Override
    public void write(Json json, String name, @Nullable String value) {
      json.text(name, value);
    }
  }

  /** A whole number. */
  record Whole() implements ValueType<Long> {
    @Override
    public void write(Json json, String name, @Nullable Long value) {
      json.number(name, value);
    }
  }

  /** A number with places. */
  record Decimal() implements ValueType<Double> {
    @Override
    public void write(Json json, String name, @Nullable Double value) {
      json.decimal(name, value);
    }
  }

  /** True or false. */
  record Flag() implements ValueType<Boolean> {
    @Override
    public void write(Json json, String name, @Nullable Boolean value) {
      json.flag(name, value);
    }
  }

  /** A moment. */
  record Time() implements ValueType<Instant> {
    @Override
    public void write(Json json, String name, @Nullable Instant value) {
      json.time(name, value);
    }
  }

  /** Several texts. */
  record Texts() implements ValueType<Collection<String>> {
    @Override
    public void write(Json json, String name, @Nullable Collection<String> value) {
      json.texts(name, value);
    }
  }

  /** Whole numbers under names that the data choose. */
  record Numbers() implements ValueType<Map<String, Long>> {
    @Override
    public void write(Json json, String name, @Nullable Map<String, Long> value) {
      json.objectOrNull(name, value, present -> present.forEach(json::number));
    }
  }

  /**
   * An object with fields of its own.
   *
   * @param shape its fields
   */
  record Part<P>(Shape<P> shape) implements ValueType<P> {
    @Override
    public void write(Json json, String name, @Nullable P value) {
      json.objectOrNull(name, value, present -> shape.write(json, present));
    }
  }

  /**
   * Several objects; null when it is not known which there are.
   *
   * @param shape the fields of each
   */
  record Parts<P>(Shape<P> shape) implements ValueType<Collection<P>> {
    @Override
    public void write(Json json, String name, @Nullable Collection<P> value) {
      json.arrayOrNull(name, value, part -> json.object(() -> shape.write(json, part)));
    }
  }
}
