// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.bank.Declaration;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.second.Curves;
import portolan.scoring.second.PriorFit;
import portolan.scoring.second.Row;
import portolan.scoring.second.SecondOpinion;

/**
 * Feeds of worlds, as they were judged, and what weights would do for them: those of each world's plain feeds are
 * fitted to their truth, and judged on the next seed's feeds, and on the plain feeds of every other world.
 */
public final class WorldsMeasured {
    /** Large: what holds in another world is smaller. */
    private static final double PENALTY = 3.0;

    private static final Map<String, String> USUAL = Map.of(
            "narcotics", "rip_on,cloned_container,swapped_box,all_new,container_clash,seal_reuse",
            "security", "consignee_switch,contact_ring,hijacked_dormant,lent_name,watchlist_variant");

    private final RuleSet ruleSet;
    private final ThreatKinds kinds;
    private final boolean isShadow;
    private final boolean isTried;
    private final List<Feed> feeds = new ArrayList<>();

    /**
     * Nothing measured so far.
     *
     * @param kinds schemes by threat, separated by commas; all others are the first threat's. None for those of worlds a
     *     and b, by the baseline's threats
     * @param isShadow whether what is learned is put in force nowhere
     * @param isTried whether learning is also tried where other things are told
     * @throws UnusableInputException for a threat that the rule set does not have, and a kind that is named twice
     */
    public WorldsMeasured(RuleSet ruleSet, Map<String, String> kinds, boolean isShadow, boolean isTried)
            throws UnusableInputException {
        this.ruleSet = ruleSet;
        this.isShadow = isShadow;
        this.isTried = isTried;
        Map<String, String> usual = new LinkedHashMap<>(USUAL);
        usual.keySet()
                .retainAll(
                        ruleSet.threats().stream().map(threat -> threat.name()).toList());
        this.kinds = new ThreatKinds(ruleSet, kinds.isEmpty() ? usual : kinds);
    }

    private record Feed(
            String world,
            long seed,
            String artefact,
            WorldJudge judge,
            @Nullable WorldLearning learning,
            @Nullable WorldLessons lessons) {
        boolean plain() {
            return artefact.isEmpty();
        }
    }

    /**
     * Takes a feed of which everything was heard.
     *
     * @param learning null where nothing is to be learned
     * @param lessons null where they teach no prior
     */
    public void add(
            String world,
            long seed,
            String artefact,
            WorldJudge judge,
            @Nullable WorldLearning learning,
            @Nullable WorldLessons lessons)
            throws UnusableInputException {
        if (judge.judged() == 0) {
            throw new UnusableInputException("no consignment to judge: world=" + world + ", seed=" + seed);
        }
        feeds.add(new Feed(world, seed, artefact, judge, learning, lessons));
    }

    /**
     * Prints what weights would be if they were fitted to the truth of the first plain feed of every world together,
     * one table a threat.
     */
    public void weights(PrintWriter out) {
        RuleFirings lessons = new RuleFirings(ruleSet.rules().size());
        taughtTogether().forEach(feed -> lessons.addAll(feed.judge.lessons()));
        FittedRules fitted = FittedRules.ofThreatsFound(ruleSet, lessons, kinds, PENALTY);
        for (int threat = 0; threat < ruleSet.threats().size(); threat++) {
            fitted.suggest(lessons, kinds, threat, out);
        }
    }

    /**
     * The rule set's next version, with a prior over declared memories fitted to the truth of all plain feeds together.
     *
     * @throws UnusableInputException when it cannot be written there
     */
    public RuleSet primed() throws UnusableInputException {
        String of =
                feeds.stream().filter(Feed::plain).map(Feed::world).distinct().collect(Collectors.joining(", "));
        try {
            return PriorFit.written("fitted to worlds " + of, ruleSet, lessons(feed -> true));
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException("no prior: " + e.getMessage(), e);
        }
    }

    /** The memories of the whole bank, as a rule set declares them, that say more than chance of every plain feed. */
    public List<String> informed() {
        return PriorFit.informed(lessons(feed -> true)).stream()
                .map(Declaration::written)
                .toList();
    }

    private List<List<Row>> lessons(Predicate<Feed> of) {
        List<List<Row>> lessons = new ArrayList<>();
        for (Feed feed : feeds) {
            if (feed.plain() && feed.lessons != null && of.test(feed)) {
                lessons.add(feed.lessons.rows());
            }
        }
        return lessons;
    }

    private List<Feed> taughtTogether() {
        Map<String, Feed> first = new LinkedHashMap<>();
        feeds.stream().filter(Feed::plain).forEach(feed -> first.putIfAbsent(feed.world, feed));
        return List.copyOf(first.values());
    }

    /** All figures, in the order in which the feeds came. */
    public List<WorldFigures> figures() {
        Map<Feed, FittedRules> weights = new LinkedHashMap<>();
        for (Feed feed : feeds) {
            if (feed.plain()) {
                weights.put(feed, FittedRules.ofThreatsFound(ruleSet, feed.judge.lessons(), kinds, PENALTY));
            }
        }
        List<WorldFigures> figures = new ArrayList<>();
        for (Feed feed : feeds) {
            figures.add(figures(feed, weights));
        }
        return figures;
    }

    /** What memories say beyond one feed's weights, by the truth of all plain feeds of its world. */
    private Curves prior(Feed taught, FittedRules weights) {
        Map<String, Double> multipliers = weights.multipliers();
        List<List<Row>> lessons = lessons(feed -> feed.world.equals(taught.world));
        SecondOpinion rules = new SecondOpinion(multipliers, Curves.NONE, 0);
        return PriorFit.of(lessons, row -> {
            Map<String, Long> fired = new TreeMap<>(row.fired());
            fired.keySet().retainAll(multipliers.keySet());
            return rules.units(fired, row.values());
        });
    }

    private WorldFigures figures(Feed feed, Map<Feed, FittedRules> weights) {
        Map<String, WorldFigures.Found> fitted = new LinkedHashMap<>();
        Map<String, WorldFigures.Learned> learned = new LinkedHashMap<>();
        List<WorldFigures.Trial> trials = new ArrayList<>();
        Map<String, WorldFigures.Primed> primed = new LinkedHashMap<>();
        WorldLearning learning = isShadow ? null : feed.learning;
        if (isShadow && feed.learning != null) {
            double[] inForce = feed.judge.byRow(null);
            double[] shadow = feed.learning.adopted(Map.of());
            trials.addAll(feed.learning.byQuarter(WorldTrials.SHADOW, "in force", inForce, "shadow", shadow));
        }
        List<String> worlds =
                weights.keySet().stream().map(Feed::world).distinct().toList();
        boolean isAlone = worlds.size() == 1;
        boolean isFirst = true;
        for (String world : worlds) {
            List<Feed> plain = weights.keySet().stream()
                    .filter(each -> each.world.equals(world))
                    .toList();
            Feed taught = after(feed.seed, plain);
            boolean own = world.equals(feed.world);
            if (own ? taught.seed != feed.seed : feed.plain()) {
                fitted.put(world, feed.judge.fitted(Objects.requireNonNull(weights.get(taught))));
            }
            if (learning != null) {
                FittedRules elsewhere = own ? null : weights.get(taught);
                Map<String, Double> before = elsewhere == null ? Map.of() : elsewhere.multipliers();
                double[] adopted = learning.adopted(before);
                learned.put(world, feed.judge.learned(adopted, elsewhere));
                if (feed.plain() && own && taught.seed != feed.seed) {
                    FittedRules fitting = Objects.requireNonNull(weights.get(taught));
                    Map<String, Double> known = fitting.multipliers();
                    trials.addAll(
                            learning.measured("fitted:", known, feed.judge.byRow(fitting), learning.adopted(known)));
                }
                if (feed.plain() && (own ? isAlone : isFirst)) {
                    isFirst = false;
                    double[] off = feed.judge.byRow(elsewhere);
                    trials.addAll(learning.measured("", before, off, adopted));
                    trials.addAll(isTried ? learning.trials(before, off) : List.of());
                }
                if (feed.plain() && elsewhere != null && taught.lessons != null) {
                    Curves prior = prior(taught, elsewhere);
                    primed.put(
                            world,
                            new WorldFigures.Primed(
                                    feed.judge
                                            .learned(learning.adopted(before, prior, false), elsewhere)
                                            .whole(),
                                    feed.judge
                                            .learned(learning.adopted(before, prior, true), elsewhere)
                                            .whole()));
                }
            }
        }
        WorldJudge judge = feed.judge;
        return new WorldFigures(
                feed.world,
                feed.seed,
                feed.artefact,
                judge.consignments(),
                judge.judged(),
                judge.offences(),
                judge.missing(),
                judge.written(),
                fitted,
                feed.learning == null ? 0 : feed.learning.finds(),
                learned,
                trials,
                primed,
                judge.rules());
    }

    /** The feed of the next seed, after the last one that of the first. */
    private static Feed after(long seed, List<Feed> plain) {
        for (int at = 0; at < plain.size(); at++) {
            if (plain.get(at).seed == seed) {
                return plain.get((at + 1) % plain.size());
            }
        }
        return plain.get(0);
    }
}
