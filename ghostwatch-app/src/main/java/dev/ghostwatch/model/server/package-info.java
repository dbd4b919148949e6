/** What was seen of a MySQL or MariaDB server. Null is "not known", an empty list is "none". */
@NullMarked
package dev.ghostwatch.model.server;

import org.jspecify.annotations.NullMarked;
