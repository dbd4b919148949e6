/** Silences: what people want to hear nothing of for a while, once or again and again. */
@NullMarked
package dev.ghostwatch.alert.silence;

import org.jspecify.annotations.NullMarked;
