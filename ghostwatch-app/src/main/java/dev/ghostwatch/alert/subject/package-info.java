/** What rules are asked of: a migration with its recent past, a database server, the agent. */
@NullMarked
package dev.ghostwatch.alert.subject;

import org.jspecify.annotations.NullMarked;
