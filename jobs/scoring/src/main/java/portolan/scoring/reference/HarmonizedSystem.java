// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Harmonized System: which codes exist, what they cover, to which section they belong.
 *
 * <p>Publications: {@code harmonized-system.csv} (section, hscode, description, parent, level) and {@code sections.csv}
 * (section, name). Chapters 77 (reserved), 98 and 99 (national use) are never called unknown.
 */
public final class HarmonizedSystem {
    static final Pattern CODES = Pattern.compile("harmonized-system\\.csv");
    static final Pattern SECTIONS = Pattern.compile("sections\\.csv");
    static final OwnTable OURS = new OwnTable("hs-chapters.csv", "chapter", "section", "title");

    private static final int CHAPTER = 2;
    private static final int SUBHEADING = 6;

    private final boolean complete;
    private final SortedMap<String, String> descriptions;

    /** The codes again: every item's is looked for, and a hash finds it at once. */
    private final Set<String> codes;

    private final Map<String, String> sectionOfChapter;
    private final Map<String, String> sectionNames;

    private HarmonizedSystem(
            boolean complete,
            SortedMap<String, String> descriptions,
            Map<String, String> sectionOfChapter,
            Map<String, String> sectionNames) {
        this.complete = complete;
        this.descriptions = descriptions;
        this.codes = new HashSet<>(descriptions.keySet());
        this.sectionOfChapter = sectionOfChapter;
        this.sectionNames = sectionNames;
    }

    static HarmonizedSystem load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        SortedMap<String, String> descriptions = new TreeMap<>();
        Map<String, String> sectionOfChapter = new HashMap<>();
        Map<String, String> sectionNames = new HashMap<>();
        ReferenceFile codes = files.one(CODES, faults);
        if (codes != null) {
            new CsvFile(codes, faults)
                    .rowsUnder(List.of("section", "hscode", "description", "parent", "level"), fields -> {
                        String code = fields.get(1);
                        if (fields.get(0).equals("TOTAL")) {
                            // The publisher's own rows for sums.
                            return;
                        }
                        add(code, fields.get(0), fields.get(2), descriptions, sectionOfChapter);
                    });
        }
        ReferenceFile sections = files.one(SECTIONS, faults);
        if (sections != null) {
            new CsvFile(sections, faults)
                    .rowsUnder(List.of("section", "name"), fields -> sectionNames.put(fields.get(0), fields.get(1)));
        }
        boolean complete = codes != null;
        String ours = files.ours(OURS, faults);
        if (!complete) {
            OURS.read(
                    ours,
                    fields -> {
                        add(fields.get(0), fields.get(1), fields.get(2), descriptions, sectionOfChapter);
                        return fields.get(0);
                    },
                    faults);
        }
        found.say("goods (HS)", codes, descriptions.size(), "chapters only, from " + OURS.file());
        return new HarmonizedSystem(complete, descriptions, sectionOfChapter, sectionNames);
    }

    private static void add(
            String code,
            String section,
            String description,
            SortedMap<String, String> descriptions,
            Map<String, String> sectionOfChapter) {
        int length = code.length();
        if (length < CHAPTER || length > SUBHEADING || length % 2 != 0 || !isDigits(code)) {
            throw new IllegalArgumentException("not an HS code: '" + code + "'");
        }
        if (descriptions.put(code, description) != null) {
            throw new IllegalArgumentException("listed twice: '" + code + "'");
        }
        if (length == CHAPTER) {
            sectionOfChapter.put(code, section);
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

    /** What a chapter, heading or subheading covers, or null when it is not listed. */
    public @Nullable String description(String code) {
        return descriptions.get(code);
    }

    /** The Roman number of the section that a code's chapter belongs to, or null. */
    public @Nullable String section(String hsCode) {
        return hsCode.length() < CHAPTER ? null : sectionOfChapter.get(hsCode.substring(0, CHAPTER));
    }

    /** A section's name by its Roman number, or null when no names were given. */
    public @Nullable String sectionName(String section) {
        return sectionNames.get(section);
    }

    /** Every code with its description, chapters, headings and subheadings, in order. */
    public SortedMap<String, String> descriptions() {
        return Collections.unmodifiableSortedMap(descriptions);
    }

    /** Whether the whole nomenclature was given, not the chapters only. */
    public boolean isComplete() {
        return complete;
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
