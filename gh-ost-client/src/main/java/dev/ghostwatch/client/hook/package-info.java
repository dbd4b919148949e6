/** gh-ost's hooks: their names and the environment variables it gives them. */
@NullMarked
package dev.ghostwatch.client.hook;

import org.jspecify.annotations.NullMarked;
