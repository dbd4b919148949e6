@NullMarked
package dev.ghostwatch.alert.delivery;

import org.jspecify.annotations.NullMarked;
