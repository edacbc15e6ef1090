// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.SeenWords;
import portolan.scoring.sketch.Words;

/**
 * A text model of goods: which words the nomenclature uses for which heading, as naive Bayes over {@link Words}.
 *
 * <pre>
 *   P(word | heading) = 0.60 * share in the heading + 0.25 * share in its chapter + 0.15 * share in all
 *   fit(heading)      = sum over the description's telling words of log2(P(word | heading) / share in all)
 * </pre>
 *
 * <p>A heading's text is its own description and those of its subheadings. A telling word stands in at most a twelfth
 * of all headings. Where only chapters are described, there are no headings to tell apart. Taught once; then sparse
 * arrays by the word's hash, so that a description costs a search a word and a few hundred additions.
 */
public final class GoodsWords {
    private static final double OF_HEADING = 0.60;
    private static final double OF_CHAPTER = 0.25;
    private static final double OF_ALL = 0.15;

    /** Headings that a telling word may stand in: one in so many. */
    private static final int RARITY = 12;

    private static final double LN_2 = StrictMath.log(2);

    /** Of a telling word under a heading whose chapter does not have it. */
    private static final double NOT_USED = log2(OF_ALL);

    private static final int CHAPTER = 2;
    private static final int HEADING = 4;
    private static final int SUBHEADING = 6;

    private final String[] headings;
    private final int[] words;
    private final double[] information;
    private final double[] shareInAll;
    /** By word: the headings that are likelier for it; empty when it does not tell headings apart. */
    private final int[][] usedBy;

    private final float[][] bits;
    private final Map<String, Double> leastInformation;

    private GoodsWords(Taught taught, SortedMap<String, String> descriptions) {
        this.headings = taught.byHeading.keySet().toArray(new String[0]);
        this.words = new int[taught.all.counts.size()];
        int size = 0;
        for (int word : taught.all.counts.keySet()) {
            words[size++] = word;
        }
        Arrays.sort(words);
        this.information = new double[size];
        this.shareInAll = new double[size];
        this.usedBy = new int[size][];
        this.bits = new float[size][];
        for (int word = 0; word < size; word++) {
            teach(taught, word);
        }
        this.leastInformation = leastInformation(descriptions);
    }

    /** Learns from descriptions by code: chapters of two digits, headings of four, subheadings of six. */
    static GoodsWords of(SortedMap<String, String> descriptions) {
        return new GoodsWords(new Taught(descriptions), descriptions);
    }

    private void teach(Taught taught, int word) {
        int hash = words[word];
        double share = taught.all.share(hash);
        int[] used = new int[headings.length];
        float[] told = new float[headings.length];
        int size = 0;
        int own = 0;
        String chapter = "";
        double ofChapter = 0;
        for (int heading = 0; heading < headings.length; heading++) {
            String code = headings[heading];
            if (!code.startsWith(chapter) || heading == 0) {
                chapter = code.substring(0, CHAPTER);
                ofChapter = taught.inChapter(chapter).share(hash);
            }
            // What a heading has, its chapter has too.
            if (ofChapter > 0) {
                double ofHeading = taught.inHeading(code).share(hash);
                own += ofHeading > 0 ? 1 : 0;
                used[size] = heading;
                told[size++] = (float) log2((OF_HEADING * ofHeading + OF_CHAPTER * ofChapter + OF_ALL * share) / share);
            }
        }
        boolean telling = own * RARITY <= headings.length || own == 1;
        information[word] = headings.length == 0 ? 0 : log2((double) headings.length / Math.max(1, own));
        shareInAll[word] = share;
        usedBy[word] = Arrays.copyOf(used, telling ? size : 0);
        bits[word] = Arrays.copyOf(told, telling ? size : 0);
    }

    private static double log2(double value) {
        return StrictMath.log(value) / LN_2;
    }

    /** The heading of a code; null when the nomenclature does not have it. */
    @Nullable
    public String heading(String hsCode) {
        if (hsCode.length() < HEADING) {
            return null;
        }
        String code = hsCode.substring(0, HEADING);
        return Arrays.binarySearch(headings, code) >= 0 ? code : null;
    }

    /**
     * How a description fits the declared heading and its best rival.
     *
     * @param telling words of the description that the model knows and that tell headings apart
     * @param rival the best other heading
     * @param margin bits by which the rival fits better, negative when worse
     * @param withoutOne the margin without the word that speaks loudest for the rival
     */
    public record Fit(int telling, String rival, double margin, double withoutOne) {}

    /**
     * Compares headings; null when no word tells anything. What traffic under the declared subheading was described as
     * counts up to as much as the nomenclature.
     *
     * @param description from {@link Words}
     * @param declared from {@link #heading}
     */
    @Nullable
    public Fit fit(int[] description, String declared, @Nullable SeenWords seen) {
        int[] known = new int[description.length];
        int telling = 0;
        for (int hash : description) {
            int word = Arrays.binarySearch(words, hash);
            if (word >= 0 && usedBy[word].length > 0) {
                known[telling++] = word;
            }
        }
        if (telling == 0) {
            return null;
        }
        int own = Arrays.binarySearch(headings, declared);
        int rival = rival(known, telling, own);
        if (rival < 0) {
            return null;
        }
        double margin = 0;
        double loudest = 0;
        for (int i = 0; i < telling; i++) {
            int word = known[i];
            double ofWord = bits(word, rival) - mixed(word, bits(word, own), seen);
            margin += ofWord;
            loudest = Math.max(loudest, ofWord);
        }
        return new Fit(telling, headings[rival], margin, margin - loudest);
    }

    /**
     * The heading but one's own that fits some words best, the first of several; -1 when there is no other. Words use
     * few of the headings each, in ascending order: they are walked side by side, and a heading that none uses is never
     * looked at.
     */
    private int rival(int[] known, int telling, int own) {
        int[] at = new int[telling];
        int best = -1;
        double bestFit = 0;
        for (int heading = nextUsed(known, at); heading >= 0; heading = nextUsed(known, at)) {
            double fit = 0;
            for (int i = 0; i < telling; i++) {
                int word = known[i];
                if (at[i] < usedBy[word].length && usedBy[word][at[i]] == heading) {
                    fit += bits[word][at[i]] - NOT_USED;
                    at[i]++;
                }
            }
            if (heading != own && (best < 0 || fit > bestFit)) {
                best = heading;
                bestFit = fit;
            }
        }
        // Where a heading that no word uses comes first, it is one of many: any used one fits better than none.
        int unused = own == 0 ? 1 : 0;
        return best >= 0 || unused == headings.length ? best : unused;
    }

    /** The next heading that any of the words uses; -1 behind the last. */
    private int nextUsed(int[] known, int[] at) {
        int next = -1;
        for (int i = 0; i < at.length; i++) {
            int[] used = usedBy[known[i]];
            if (at[i] < used.length && (next < 0 || used[at[i]] < next)) {
                next = used[at[i]];
            }
        }
        return next;
    }

    private double bits(int word, int heading) {
        int at = Arrays.binarySearch(usedBy[word], heading);
        return at < 0 ? NOT_USED : bits[word][at];
    }

    private double mixed(int word, double nomenclature, @Nullable SeenWords seen) {
        if (seen == null) {
            return nomenclature;
        }
        double weight = seen.weight();
        double ofTraffic = seen.share(words[word]) / shareInAll[word];
        return log2((1 - weight) * StrictMath.pow(2, nomenclature) + weight * ofTraffic);
    }

    /**
     * Bits that a description says: rare words say more; a word that no heading has counts half a rarest one. NaN when
     * none of its words is one of the nomenclature's.
     */
    public double information(int[] description) {
        double unknown = headings.length == 0 ? 0 : log2(headings.length) / 2;
        double sum = 0;
        boolean knowsAny = false;
        for (int hash : description) {
            int word = Arrays.binarySearch(words, hash);
            sum += word < 0 ? unknown : information[word];
            knowsAny |= word >= 0;
        }
        return knowsAny ? sum : Double.NaN;
    }

    /** What 95 % of a chapter's subheadings say at least, in bits; NaN when subheadings are not described. */
    public double leastInformation(String chapter) {
        return leastInformation.getOrDefault(chapter, Double.NaN);
    }

    private Map<String, Double> leastInformation(SortedMap<String, String> descriptions) {
        Map<String, List<Double>> byChapter = new HashMap<>();
        descriptions.forEach((code, text) -> {
            if (code.length() == SUBHEADING) {
                byChapter
                        .computeIfAbsent(code.substring(0, CHAPTER), chapter -> new ArrayList<>())
                        .add(informationOf(text));
            }
        });
        Map<String, Double> least = new HashMap<>();
        byChapter.forEach((chapter, all) -> {
            all.sort(Double::compare);
            least.put(chapter, all.get(all.size() / 20));
        });
        return least;
    }

    /** Of one of the nomenclature's own descriptions, whose words it all has; one without words says nothing. */
    private double informationOf(String text) {
        int[] description = Words.of(text);
        return description.length == 0 ? 0 : information(description);
    }

    /** How often which word stands in some texts. */
    private static final class Bag {
        private static final Bag EMPTY = new Bag();

        private final Map<Integer, Integer> counts = new HashMap<>();
        private int total;

        private void add(int[] words) {
            for (int word : words) {
                counts.merge(word, 1, Integer::sum);
                total++;
            }
        }

        private double share(int word) {
            return total == 0 ? 0 : counts.getOrDefault(word, 0) / (double) total;
        }
    }

    /** Counts while teaching. */
    private static final class Taught {
        private final SortedMap<String, Bag> byHeading = new TreeMap<>();
        private final Map<String, Bag> byChapter = new HashMap<>();
        private final Bag all = new Bag();

        private Taught(SortedMap<String, String> descriptions) {
            descriptions.forEach((code, text) -> {
                int[] words = Words.of(text);
                if (code.length() >= HEADING) {
                    byHeading
                            .computeIfAbsent(code.substring(0, HEADING), heading -> new Bag())
                            .add(words);
                }
                byChapter
                        .computeIfAbsent(code.substring(0, CHAPTER), chapter -> new Bag())
                        .add(words);
                all.add(words);
            });
        }

        private Bag inHeading(String heading) {
            return byHeading.getOrDefault(heading, Bag.EMPTY);
        }

        private Bag inChapter(String chapter) {
            return byChapter.getOrDefault(chapter, Bag.EMPTY);
        }
    }
}
