package dev.ghostwatch.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object of a document, declared once: documents are written by it, and alert
 * rules read and check the same fields by their names.
 *
 * @param <T> what the fields are taken from
 */
public final class Shape<T> {
  /**
   * One field.
   *
   * @param name as the contract has it
   * @param getter takes its value; null is unknown
   */
  public record Field<T, V>(String name, ValueType<V> type, Function<T, @Nullable V> getter) {
    void write(Json json, T owner) {
      type.write(json, name, getter.apply(owner));
    }

    private <W> Field<W, V> of(Function<W, @Nullable T> owner) {
      return new Field<>(
          name,
          type,
          wider -> {
            T part = owner.apply(wider);
            return part == null ? null : getter.apply(part);
          });
    }
  }

  private final String name;
  private final List<Field<T, ?>> fields = new ArrayList<>();

  private Shape(String name) {
    this.name = name;
  }

  /**
   * A shape without fields as yet.
   *
   * @param name what people call such an object, in the singular: {@code progress}
   */
  public static <T> Shape<T> named(String name) {
    return new Shape<>(name);
  }

  /** What people call such an object. */
  public String name() {
    return name;
  }

  /** The fields in the order in which they are written. */
  public List<Field<T, ?>> fields() {
    return List.copyOf(fields);
  }

  /** Writes the fields; the caller opens and closes the object. */
  public void write(Json json, T owner) {
    for (Field<T, ?> field : fields) {
      field.write(json, owner);
    }
  }

  /** The fields of another shape too, read from a part of the owner. */
  public <P> Shape<T> all(Shape<P> shape, Function<T, @Nullable P> part) {
    shape.fields.forEach(field -> fields.add(field.of(part)));
    return this;
  }

  public Shape<T> text(String field, Function<T, @Nullable String> getter) {
    return with(field, ValueType.TEXT, getter);
  }

  public Shape<T> number(String field, Function<T, @Nullable Long> getter) {
    return with(field, ValueType.NUMBER, getter);
  }

  public Shape<T> decimal(String field, Function<T, @Nullable Double> getter) {
    return with(field, ValueType.DECIMAL, getter);
  }

  public Shape<T> flag(String field, Function<T, @Nullable Boolean> getter) {
    return with(field, ValueType.FLAG, getter);
  }

  public Shape<T> time(String field, Function<T, @Nullable Instant> getter) {
    return with(field, ValueType.TIME, getter);
  }

  public Shape<T> texts(String field, Function<T, @Nullable Collection<String>> getter) {
    return with(field, ValueType.TEXTS, getter);
  }

  public Shape<T> numbers(String field, Function<T, @Nullable Map<String, Long>> getter) {
    return with(field, ValueType.NUMBERS, getter);
  }

  public <P> Shape<T> part(String field, Shape<P> shape, Function<T, @Nullable P> getter) {
    return with(field, new ValueType.Part<>(shape), getter);
  }

  public <P> Shape<T> parts(
      String field, Shape<P> shape, Function<T, @Nullable Collection<P>> getter) {
    return with(field, new ValueType.Parts<>(shape), getter);
  }

  private <V> Shape<T> with(String field, ValueType<V> type, Function<T, @Nullable V> getter) {
    fields.add(new Field<>(field, type, getter));
    return this;
  }
}
