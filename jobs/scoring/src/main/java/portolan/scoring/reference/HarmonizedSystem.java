// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The Harmonized System: which codes exist, and what they cover.
 *
 * <p>Publication: {@code harmonized-system.csv} (section, hscode, description, parent, level). Chapters 77 (reserved),
 * 98 and 99 (national use) are never called unknown.
 */
public final class HarmonizedSystem {
    static final Pattern CODES = Pattern.compile("harmonized-system\\.csv");
    static final OwnTable OURS = new OwnTable("hs-chapters.csv", "chapter", "section", "title");

    private static final int CHAPTER = 2;
    private static final int SUBHEADING = 6;

    private final boolean complete;
    private final SortedMap<String, String> descriptions;

    /** The codes again: every item's is looked for, and a hash finds it at once. */
    private final Set<String> codes;

    private HarmonizedSystem(boolean complete, SortedMap<String, String> descriptions) {
        this.complete = complete;
        this.descriptions = descriptions;
        this.codes = new HashSet<>(descriptions.keySet());
    }

    static HarmonizedSystem load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        SortedMap<String, String> descriptions = new TreeMap<>();
        ReferenceFile codes = files.one(CODES, faults);
        if (codes != null) {
            new CsvFile(codes, faults)
                    .rowsUnder(List.of("section", "hscode", "description", "parent", "level"), fields -> {
                        String code = fields.get(1);
                        if (fields.get(0).equals("TOTAL")) {
                            // The publisher's own rows for sums.
                            return;
                        }
                        add(code, fields.get(2), descriptions);
                    });
        }
        boolean complete = codes != null;
        String ours = files.ours(OURS, faults);
        if (!complete) {
            OURS.read(
                    ours,
                    fields -> {
                        add(fields.get(0), fields.get(2), descriptions);
                        return fields.get(0);
                    },
                    faults);
        }
        found.say("goods (HS)", codes, descriptions.size(), "chapters only, from " + OURS.file());
        return new HarmonizedSystem(complete, descriptions);
    }

    private static void add(String code, String description, SortedMap<String, String> descriptions) {
        int length = code.length();
        if (length < CHAPTER || length > SUBHEADING || length % 2 != 0 || !isDigits(code)) {
            throw new IllegalArgumentException("not an HS code: '" + code + "'");
        }
        if (descriptions.put(code, description) != null) {
            throw new IllegalArgumentException("listed twice: '" + code + "'");
        }
    }

    /**
     * Whether no such code exists: of longer ones the first six digits are looked up, of shorter ones all. Without the
     * whole nomenclature only the chapter can tell.
     */
    public boolean isUnknown(String hsCode) {
        if (hsCode.length() < CHAPTER || !isDigits(hsCode)) {
            return true;
        }
        String chapter = hsCode.substring(0, CHAPTER);
        if (chapter.equals("77") || chapter.equals("98") || chapter.equals("99")) {
            return false;
        }
        if (!complete) {
            return !codes.contains(chapter);
        }
        int known = StrictMath.min(SUBHEADING, hsCode.length());
        return !codes.contains(hsCode.substring(0, known - known % 2));
    }

    /** Every code with its description, chapters, headings and subheadings, in order. */
    public SortedMap<String, String> descriptions() {
        return Collections.unmodifiableSortedMap(descriptions);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
