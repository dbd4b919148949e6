/**
 * How configuration keys are declared: once, in a form that the file is read by and that the
 * reference page and the commented file are written from. Knows YAML's node tree and no single key.
 */
@NullMarked
package dev.ghostwatch.config.schema;

import org.jspecify.annotations.NullMarked;
