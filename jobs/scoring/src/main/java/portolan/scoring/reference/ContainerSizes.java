// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Container size types: codes of ISO 6346 ({@code 22G1}, {@code 45R1}, groups like {@code 22GP}), the numeric ones from
 * before 1995 ({@code 2200}, {@code 4532}), which still come in feeds, and the trade's {@code 40HC} and {@code 20DV}.
 *
 * <p>Publications: {@code icm-size.json} (length codes) and {@code icm-group.json} (letters of type groups). What a box
 * holds no standard lists: {@code container-sizes.csv} is ours.
 */
public final class ContainerSizes {
    static final Pattern SIZES = Pattern.compile("icm-size\\.json");
    static final Pattern GROUPS = Pattern.compile("icm-group\\.json");
    static final OwnTable OURS =
            new OwnTable("container-sizes.csv", "length", "group", "tare_kg", "payload_kg", "volume_m3");

    private static final String HEIGHTS = "0123456789CDEFLMNP";
    private static final String GROUP_LETTERS = "ABGHNPRSTUV";
    private static final String ANY = "*";
    private static final int CODE = 4;
    private static final char FIRST_BEYOND_ASCII = 0x80;
    private static final String[] LETTERS = letters();
    private static final double MOST_KG = 100_000;
    private static final double MOST_M3 = 300;

    /**
     * What boxes of a size hold.
     *
     * @param tareKg of a typical empty box
     * @param payloadKg what the heaviest in common service may carry
     * @param refrigerated whether the box can cool
     */
    public record Size(double tareKg, double payloadKg, double volumeM3, boolean refrigerated) {}

    private final Set<String> lengths;
    private final String groups;
    /** By length, then by type group. */
    private final Map<String, Map<String, Size>> sizes;

    private ContainerSizes(Set<String> lengths, String groups, Map<String, Map<String, Size>> sizes) {
        this.lengths = lengths;
        this.groups = groups;
        this.sizes = sizes;
    }

    static ContainerSizes load(ReferenceFiles files, Found found, List<String> faults) throws IOException {
        Map<String, Map<String, Size>> sizes = new HashMap<>();
        OURS.read(
                files.ours(OURS, faults),
                fields -> sizes.computeIfAbsent(fields.get(0), length -> new HashMap<>())
                        .put(
                                fields.get(1),
                                new Size(
                                        TableNumbers.between(0, MOST_KG, fields.get(2)),
                                        TableNumbers.between(0, MOST_KG, fields.get(3)),
                                        TableNumbers.between(0, MOST_M3, fields.get(4)),
                                        fields.get(1).equals("R"))),
                faults);
        Set<String> lengths = new HashSet<>(sizes.keySet());
        ReferenceFile published = files.one(SIZES, faults);
        if (published != null) {
            Map<?, ?> root = JsonFile.object(published, faults);
            if (root.get("length") instanceof Map<?, ?> codes && root.get("heightWidth") instanceof Map<?, ?>) {
                codes.keySet().forEach(code -> lengths.add(code.toString()));
            } else if (!root.isEmpty()) {
                faults.add(published.name() + ":1: must have 'length' and 'heightWidth'");
            }
        }
        StringBuilder groups = new StringBuilder(GROUP_LETTERS);
        ReferenceFile publishedGroups = files.one(GROUPS, faults);
        if (publishedGroups != null) {
            JsonFile.object(publishedGroups, faults).keySet().forEach(groups::append);
        }
        found.say("container lengths (ISO 6346)", published, lengths.size(), "those of " + OURS.file());
        return new ContainerSizes(lengths, groups.toString(), sizes);
    }

    /** Whether no such size type exists in any of the three ways to write one. */
    public boolean isUnknown(String sizeType) {
        return group(sizeType) == null || !lengths.contains(length(sizeType));
    }

    /** What boxes of this size type hold, or null when it is unknown or nobody says. */
    public @Nullable Size of(String sizeType) {
        String group = group(sizeType);
        if (group == null) {
            return null;
        }
        Map<String, Size> ofLength = sizes.getOrDefault(length(sizeType), Map.of());
        Size exact = ofLength.get(group);
        if (exact != null) {
            return exact;
        }
        Size other = ofLength.get(ANY);
        return other == null || !group.equals("R")
                ? other
                : new Size(other.tareKg(), other.payloadKg(), other.volumeM3(), true);
    }

    private static String length(String sizeType) {
        // Before 1995, and in the trade, 9 stood for 45 feet.
        return sizeType.charAt(0) == '9' ? "L" : letter(sizeType.charAt(0));
    }

    /** The trade writes some types otherwise than with the standard's own letters. */
    private static @Nullable String tradeGroup(String type) {
        return switch (type) {
            case "DV", "DC", "SD", "ST", "HC", "HQ" -> "G";
            case "FR", "FL" -> "P";
            case "OT" -> "U";
            case "RF", "RH" -> "R";
            default -> null;
        };
    }

    private @Nullable String group(String sizeType) {
        if (sizeType.length() != CODE || HEIGHTS.indexOf(sizeType.charAt(1)) < 0) {
            return null;
        }
        char first = sizeType.charAt(2);
        char second = sizeType.charAt(3);
        if (isDigit(first) && isDigit(second)) {
            return numericGroup(first);
        }
        String trade = isDigit(second) ? null : tradeGroup(sizeType.substring(2));
        if (trade != null) {
            return trade;
        }
        return groups.indexOf(first) >= 0 && (isDigit(second) || (second >= 'A' && second <= 'Z'))
                ? letter(first)
                : null;
    }

    /** The letter or digit as a text, the same one each time. */
    private static String letter(char character) {
        return character < LETTERS.length ? LETTERS[character] : String.valueOf(character);
    }

    private static String[] letters() {
        String[] letters = new String[FIRST_BEYOND_ASCII];
        for (char character = 0; character < FIRST_BEYOND_ASCII; character++) {
            letters[character] = String.valueOf(character);
        }
        return letters;
    }

    /** The type group of ISO 6346:1984, by the first digit of the type. */
    private static String numericGroup(char type) {
        return switch (type) {
            case '0' -> "G";
            case '1' -> "V";
            case '2' -> "H";
            case '3', '4' -> "R";
            case '5' -> "U";
            case '6' -> "P";
            case '7' -> "T";
            case '8' -> "B";
            default -> "A";
        };
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
