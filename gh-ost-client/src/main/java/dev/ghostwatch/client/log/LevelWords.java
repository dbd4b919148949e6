package dev.ghostwatch.client.log;

import static dev.ghostwatch.client.log.Bytes.literal;
import static dev.ghostwatch.client.log.Bytes.mask;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Knows the words for levels, and which INFO texts say something about a run. */
final class LevelWords {

  private static final class Word {
    final byte[] text;
    final LineLevel level;

    Word(byte[] text, LineLevel level) {
      this.text = text;
      this.level = level;
    }
  }

  private static final Word[] WORDS = {
    word("INFO ", LineLevel.INFO),
    word("ERROR ", LineLevel.ERROR),
    word("WARNING ", LineLevel.WARNING),
    word("FATAL ", LineLevel.FATAL),
    word("DEBUG ", LineLevel.DEBUG),
    word("NOTICE ", LineLevel.INFO),
    word("CRITICAL ", LineLevel.ERROR),
    word("WARN ", LineLevel.WARNING),
    word("[info] ", LineLevel.INFO),
    word("[error] ", LineLevel.ERROR),
    word("[warn] ", LineLevel.WARNING),
    word("[warning] ", LineLevel.WARNING),
    word("[fatal] ", LineLevel.FATAL),
    word("[debug] ", LineLevel.DEBUG),
    word("[notice] ", LineLevel.INFO),
    word("[critical] ", LineLevel.ERROR),
  };

  /** How texts begin that say something about a run; all others only show that time passes. */
  private static final long[] NOTABLE = {
    literal("starting"),
    literal("Migratin"),
    literal("Revertin"),
    literal("Estimate"),
    literal("Exact nu"),
    literal("Ghost ta"),
    literal("Row copy"),
    literal("Grabbing"),
    literal("Locking "),
    literal("Tables r"),
    literal("Table lo"),
    literal("Renaming"),
    literal("Lock & r"),
    literal("Success!"),
    literal("New tabl"),
    literal("Created "),
    literal("Resuming"),
    literal("Received"),
    literal("StreamEv"),
    literal("Reconnec"),
    literal("binlog c"),
    literal("Migrated"),
  };

  private static final long EXECUTING = literal("executin");
  private static final long INTERACTIVE = literal("t-on-int");
  private static final long DONE = literal("Done");
  private static final long ETA = literal("ETA: ");
  private static final long LAG = literal("lag is ");

  /** By their first character those of {@link #NOTABLE}; null where no text matters. */
  private static final long @Nullable [][] BEGINNINGS = new long[256][];

  /** By their first character the words for levels. */
  private static final Word[][] BY_FIRST = new Word[256][];

  static {
    for (long text : new long[] {EXECUTING, DONE, ETA, LAG}) {
      BEGINNINGS[(int) (text & 0xff)] = new long[0];
    }
    for (long text : NOTABLE) {
      int first = (int) (text & 0xff);
      long[] known = BEGINNINGS[first];
      long[] more = known == null ? new long[1] : Arrays.copyOf(known, known.length + 1);
      more[more.length - 1] = text;
      BEGINNINGS[first] = more;
    }
    Arrays.fill(BY_FIRST, new Word[0]);
    for (Word word : WORDS) {
      Word[] known = BY_FIRST[word.text[0]];
      Word[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = word;
      BY_FIRST[word.text[0]] = more;
    }
  }

  /** Length of the word found by {@link #at}, with the blank behind it. */
  int length;

  private static Word word(String text, LineLevel level) {
    return new Word(Bytes.ascii(text), level);
  }

  /** The level that stands here, or null. */
  @Nullable LineLevel at(byte[] bytes, int start, int end) {
    for (Word word : BY_FIRST[bytes[start] & 0xff]) {
      if (Bytes.startsWith(bytes, start, end, word.text)) {
        length = word.text.length;
        return word.level;
      }
    }
    return null;
  }

  /** Whether an INFO text beginning here says nothing about a run. */
  boolean isPlain(byte[] bytes, int start) {
    long[] beginnings = BEGINNINGS[bytes[start] & 0xff];
    if (beginnings == null) {
      return true;
    }
    long text = Bytes.word(bytes, start);
    for (long notable : beginnings) {
      if (text == notable) {
        return false;
      }
    }
    if (text == EXECUTING) {
      // The hooks that gh-ost calls by itself tell nothing; those for commands do.
      return Bytes.word(bytes, start + 15) != INTERACTIVE;
    }
    return (text & mask(4)) != DONE && (text & mask(5)) != ETA && (text & mask(7)) != LAG;
  }
}
