/** Conditions and texts over the fields of documents, in CEL; the only room that knows CEL. */
@NullMarked
package dev.ghostwatch.alert.expression;

import org.jspecify.annotations.NullMarked;
