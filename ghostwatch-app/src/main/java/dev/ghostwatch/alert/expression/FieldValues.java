package dev.ghostwatch.alert.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.StructValue;
import dev.cel.runtime.AccumulatedUnknowns;
import dev.cel.runtime.CelAttribute;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of the document as CEL selects from it, read straight from what was observed: a field
 * is looked at when an expression asks for it. What is not known makes the expression unknown,
 * unless the rest decides it alone.
 */
// Observations are immutable.
@SuppressWarnings("Immutable")
final class FieldValues<T> extends StructValue<String, Object> {
  private final Fields<T> fields;
  private final @Nullable T owner;

  FieldValues(Fields<T> fields, @Nullable T owner) {
    this.fields = fields;
    this.owner = owner;
  }

  @Nullable Object known(String field) {
    return owner == null ? null : fields.value(field, owner);
  }

  @Override
  public Object select(String field) {
    Object value = known(field);
    return value == null ? unknown(fields.typeName() + "." + field) : value;
  }

  @Override
  public Optional<Object> find(String field) {
    return Optional.ofNullable(known(field));
  }

  /** A new one each time, because CEL merges unknowns into one of them. */
  static AccumulatedUnknowns unknown(String name) {
    return AccumulatedUnknowns.create(
        List.of(), List.of(CelAttribute.fromQualifiedIdentifier(name)));
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return owner == null;
  }

  @Override
  public CelType celType() {
    return StructTypeReference.create(fields.typeName());
  }

  /** Its name, or the part of it that names it, for texts. */
  @Override
  public String toString() {
    for (String field : List.of("name", "rule", "text", "path", "id")) {
      Object value = known(field);
      if (value != null) {
        return Fields.shown(value);
      }
    }
    return fields.typeName();
  }
}
