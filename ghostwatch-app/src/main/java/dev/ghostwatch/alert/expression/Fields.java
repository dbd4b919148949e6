package dev.ghostwatch.alert.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.ghostwatch.document.Shape;
import dev.ghostwatch.document.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one shape, by name, as CEL takes them: their types, and values without unknown
 * ones.
 */
final class Fields<T> {
  /** One field: its type, and its value for an owner; null is unknown. */
  private record Entry<T>(
      CelType type, Function<T, @Nullable Object> value, @Nullable Fields<?> inner) {}

  private final String typeName;
  private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

  private Fields(String typeName) {
    this.typeName = typeName;
  }

  /**
   * The fields of a shape and of the shapes in it.
   *
   * @param known those that were made already; shapes share parts
   */
  static <T> Fields<T> of(Shape<T> shape, Map<String, Fields<?>> known) {
    String typeName = typeName(shape.name());
    Fields<T> fields = new Fields<>(typeName);
    if (known.putIfAbsent(typeName, fields) != null) {
      throw new IllegalStateException("BUG: two shapes are called " + shape.name());
    }
    Map<Shape<?>, Fields<?>> inner = new HashMap<>();
    for (Shape.Field<T, ?> field : shape.fields()) {
      fields.entries.put(field.name(), entry(field, inner, known));
    }
    return fields;
  }

  /** {@code metadata lock} as a name that CEL takes: {@code MetadataLock}. */
  private static String typeName(String words) {
    StringBuilder name = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return name.toString();
  }

  private static <T, V> Entry<T> entry(
      Shape.Field<T, V> field, Map<Shape<?>, Fields<?>> inner, Map<String, Fields<?>> known) {
    Function<T, @Nullable V> getter = field.getter();
    return switch (field.type()) {
      case ValueType.Text _ -> new Entry<>(SimpleType.STRING, getter::apply, null);
      case ValueType.Whole _ -> new Entry<>(SimpleType.INT, getter::apply, null);
      case ValueType.Flag _ -> new Entry<>(SimpleType.BOOL, getter::apply, null);
      case ValueType.Time _ -> new Entry<>(SimpleType.TIMESTAMP, getter::apply, null);
      case ValueType.Decimal _ ->
          new Entry<>(SimpleType.DOUBLE, owner -> finite(getter.apply(owner)), null);
      case ValueType.Texts _ ->
          new Entry<>(
              ListType.create(SimpleType.STRING),
              owner ->
                  getter.apply(owner) instanceof Collection<?> texts ? List.copyOf(texts) : null,
              null);
      case ValueType.Numbers _ ->
          new Entry<>(MapType.create(SimpleType.STRING, SimpleType.INT), getter::apply, null);
      case ValueType.Part<V> part -> {
        Fields<V> fields = fields(part.shape(), inner, known);
        yield new Entry<>(
            StructTypeReference.create(fields.typeName),
            owner -> new FieldValues<>(fields, getter.apply(owner)),
            fields);
      }
      case ValueType.Parts<?> parts -> parts(parts, getter, inner, known);
    };
  }

  private static <T, P> Entry<T> parts(
      ValueType.Parts<P> parts,
      Function<T, ? extends @Nullable Object> getter,
      Map<Shape<?>, Fields<?>> inner,
      Map<String, Fields<?>> known) {
    Fields<P> fields = fields(parts.shape(), inner, known);
    return new Entry<>(
        ListType.create(StructTypeReference.create(fields.typeName)),
        owner -> {
          if (!(getter.apply(owner) instanceof Collection<?> present)) {
            return null;
          }
          List<Object> values = new ArrayList<>(present.size());
          for (Object part : present) {
            // The type of the field says what its elements are.
            @SuppressWarnings("unchecked")
            P element = (P) part;
            values.add(new FieldValues<>(fields, element));
          }
          return values;
        },
        fields);
  }

  // A shape's fields are those of the type it was made for.
  @SuppressWarnings("unchecked")
  private static <P> Fields<P> fields(
      Shape<P> shape, Map<Shape<?>, Fields<?>> inner, Map<String, Fields<?>> known) {
    Fields<?> made = inner.get(shape);
    if (made == null) {
      made = of(shape, known);
      inner.put(shape, made);
    }
    return (Fields<P>) made;
  }

  private static @Nullable Object finite(@Nullable Object number) {
    return number instanceof Double decimal && !Double.isFinite(decimal) ? null : number;
  }

  String typeName() {
    return typeName;
  }

  Iterable<String> names() {
    return entries.keySet();
  }

  /** Names of the fields. */
  Collection<String> nameList() {
    return entries.keySet();
  }

  /** The type of a field; null when there is none of this name. */
  @Nullable CelType type(String name) {
    Entry<T> entry = entries.get(name);
    return entry == null ? null : entry.type();
  }

  /** The fields of a part; null when the field is none or has no fields of its own. */
  @Nullable Fields<?> inner(String name) {
    Entry<T> entry = entries.get(name);
    return entry == null || entry.type() instanceof ListType ? null : entry.inner();
  }

  /** The value of a field; null when it is unknown. */
  @Nullable Object value(String name, T owner) {
    Entry<T> entry = entries.get(name);
    return entry == null ? null : entry.value().apply(owner);
  }

  /** The value as the wire has it, for a reader without types: not used for numbers in CEL. */
  static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "?";
      case Double decimal -> Shown.decimal(decimal);
      case Instant time -> dev.ghostwatch.model.UtcTime.rfc3339(time);
      case Collection<?> many -> String.join(", ", many.stream().map(Fields::shown).toList());
      case FieldValues<?> part -> part.toString();
      default -> value.toString();
    };
  }
}
