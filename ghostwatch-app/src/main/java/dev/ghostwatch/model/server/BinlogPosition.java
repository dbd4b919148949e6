package dev.ghostwatch.model.server;

import org.jspecify.annotations.Nullable;

/**
 * Where a server's own binary log ends.
 *
 * @param file name of the file being written
 * @param position bytes in it
 * @param gtidSet the transactions executed; null where global transaction ids are not used
 */
public record BinlogPosition(String file, long position, @Nullable String gtidSet) {}
