// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Ways to write a name so that it is not found, and names that only look like it; the same by the same seed. */
final class NameVariants {
    /** What is done to a name. */
    enum Kind {
        ORDER,
        TYPING,
        TWO_TYPING_ERRORS,
        LEGAL_FORM,
        INITIAL,
        RESPELLED,
        CUT,
        JOINED,
        GROUP_ADDED
    }

    private static final Map<String, String> RESPELLINGS = Map.of(
            "K", "Q", "I", "Y", "F", "PH", "OU", "U", "U", "OU", "V", "W", "EE", "I", "SH", "SCH", "Y", "I", "S", "Z");

    private final Random random;

    NameVariants(long seed) {
        random = new Random(seed);
    }

    /** The name in another way; itself where this kind does not change it. */
    String of(Kind kind, String name) {
        List<String> words = new ArrayList<>(Arrays.asList(name.replace(",", "").split(" +", -1)));
        switch (kind) {
            case ORDER -> Collections.rotate(words, 1 + random.nextInt(Math.max(1, words.size() - 1)));
            case TYPING -> typed(words);
            case TWO_TYPING_ERRORS -> {
                typed(words);
                typed(words);
            }
            case LEGAL_FORM -> words.add(random.nextBoolean() ? "Co., Ltd." : "L.L.C.");
            case INITIAL -> {
                int at = random.nextInt(words.size());
                if (words.size() > 2 && words.get(at).length() > 1) {
                    words.set(at, words.get(at).charAt(0) + ".");
                }
            }
            case RESPELLED -> respelled(words);
            case CUT -> {
                String cut = String.join(" ", words);
                return cut.length() > 20 ? cut.substring(0, Math.max(20, cut.length() - 4)) : cut;
            }
            case JOINED -> {
                if (words.size() > 1) {
                    words.set(0, words.get(0) + words.remove(1));
                }
            }
            case GROUP_ADDED -> words.add(random.nextBoolean() ? "Group" : "Intl");
        }
        return String.join(" ", words);
    }

    private void typed(List<String> words) {
        int at = longest(words);
        StringBuilder word = new StringBuilder(words.get(at));
        int letter = 1 + random.nextInt(Math.max(1, word.length() - 2));
        if (word.length() > 4) {
            switch (random.nextInt(4)) {
                case 0 -> word.deleteCharAt(letter);
                case 1 -> word.insert(letter, word.charAt(letter));
                case 2 -> word.setCharAt(letter, "AEIOURNST".charAt(random.nextInt(9)));
                default -> {
                    char first = word.charAt(letter);
                    word.setCharAt(letter, word.charAt(letter + 1));
                    word.setCharAt(letter + 1, first);
                }
            }
            words.set(at, word.toString());
        }
    }

    private void respelled(List<String> words) {
        int at = longest(words);
        List<String> sounds = new ArrayList<>(RESPELLINGS.keySet());
        Collections.sort(sounds);
        Collections.shuffle(sounds, random);
        String upper = words.get(at).toUpperCase(Locale.ROOT);
        for (String sound : sounds) {
            if (upper.contains(sound)) {
                words.set(at, upper.replaceFirst(sound, RESPELLINGS.getOrDefault(sound, sound)));
                return;
            }
        }
    }

    private static int longest(List<String> words) {
        int at = 0;
        for (int i = 1; i < words.size(); i++) {
            at = words.get(i).length() > words.get(at).length() ? i : at;
        }
        return at;
    }

    /** A name that shares its longest word with the one, and the rest with the other. */
    static String doubleOf(String name, String other) {
        List<String> words = new ArrayList<>(Arrays.asList(name.replace(",", "").split(" +", -1)));
        List<String> others =
                new ArrayList<>(Arrays.asList(other.replace(",", "").split(" +", -1)));
        String kept = words.get(longest(words));
        if (others.size() > 1) {
            others.remove(longest(others));
        }
        return kept + ' ' + String.join(" ", others);
    }
}
