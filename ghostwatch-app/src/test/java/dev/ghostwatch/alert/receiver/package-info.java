@NullMarked
package dev.ghostwatch.alert.receiver;

import org.jspecify.annotations.NullMarked;
