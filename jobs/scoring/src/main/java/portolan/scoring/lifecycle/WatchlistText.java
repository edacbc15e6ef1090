// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portolan.scoring.reference.Watchlist;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;

/**
 * A watch list as it is signed and published: a line that says which version of which list it is, {@code # watchlist
 * NAME vN}, and the list, as {@link Watchlist#of} reads it.
 *
 * @param hash SHA-256 of the whole text in UTF-8, in hexadecimal
 * @param text the whole of it; empty where only the version counts
 * @param list to look parties up in; has no entries where only the version counts
 */
public record WatchlistText(String name, int version, String hash, String text, Watchlist list) implements Document {
    private static final Pattern HEAD = Pattern.compile("# watchlist ([a-z0-9][a-z0-9-]{0,63}) v([1-9][0-9]{0,8})\\s*");
    private static final Pattern FAULT = Pattern.compile("[^:]*:([0-9]+): (.*)", Pattern.DOTALL);

    /** Characters of the hash that assessments name a version by. */
    private static final int HASH_SHOWN = 12;

    /** What this machine has read and has room for: a list of many names is read once, not once a task. */
    private static final Map<String, SoftReference<WatchlistText>> READ = new HashMap<>();

    /** The text of a version: its first line, and what a file has. */
    public static String of(String name, int version, String file) {
        return "# watchlist " + name + " v" + version + '\n' + file;
    }

    /** A version that nothing is looked up in, as assessments name it. */
    public static WatchlistText named(String name, int version, String hash) {
        return new WatchlistText(name, version, hash, "", Watchlist.named(shown(name, version), digits(hash)));
    }

    /** Reads a text; what is wrong with it, by line. */
    public static ReadText read(String text) {
        String hash = Document.sha256(text);
        synchronized (READ) {
            READ.values().removeIf(read -> read.get() == null);
            SoftReference<WatchlistText> known = READ.get(hash);
            WatchlistText document = known == null ? null : known.get();
            if (document != null) {
                return new ReadText(document, List.of());
            }
            // Under the lock: another task that needs the same one waits for it.
            ReadText read = read(text, hash);
            if (read.document() != null) {
                READ.put(hash, new SoftReference<>((WatchlistText) read.document()));
            }
            return read;
        }
    }

    private static ReadText read(String text, String hash) {
        int end = text.indexOf('\n');
        Matcher head = HEAD.matcher(end < 0 ? text : text.substring(0, end));
        if (!head.matches()) {
            return new ReadText(
                    null,
                    List.of(new RuleIssue(
                            "watch list",
                            1,
                            1,
                            "the first line must say the version, like '# watchlist sanctions v3': small letters,"
                                    + " digits and '-'",
                            "")));
        }
        String name = head.group(1);
        int version = Integer.parseInt(head.group(2));
        List<String> faults = new ArrayList<>();
        Watchlist list =
                Watchlist.of(shown(name, version), digits(hash), end < 0 ? "" : text.substring(end + 1), faults);
        List<RuleIssue> issues =
                new ArrayList<>(faults.stream().map(fault -> issue(name, fault)).toList());
        if (end < 0 || text.indexOf('\n', end + 1) < 0) {
            issues.add(new RuleIssue(name, 1, 1, "has no entry; a list of nobody is its line of fields alone", ""));
        }
        return issues.isEmpty()
                ? new ReadText(new WatchlistText(name, version, hash, text, list), List.of())
                : new ReadText(null, issues);
    }

    /** By the line of the whole text, of which the first is ours. */
    private static RuleIssue issue(String name, String fault) {
        Matcher placed = FAULT.matcher(fault);
        return placed.matches()
                ? new RuleIssue(name, 1 + Integer.parseInt(placed.group(1)), 1, placed.group(2), "")
                : RuleIssue.at(name, fault);
    }

    private static String shown(String name, int version) {
        return name + " v" + version;
    }

    private static String digits(String hash) {
        return hash.substring(0, Math.min(HASH_SHOWN, hash.length()));
    }
}
