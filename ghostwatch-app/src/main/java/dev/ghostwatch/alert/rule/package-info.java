/** Alert rules: reading and checking them, asking them, and the life of what they find. */
@NullMarked
package dev.ghostwatch.alert.rule;

import org.jspecify.annotations.NullMarked;
