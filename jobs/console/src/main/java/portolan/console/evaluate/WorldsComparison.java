// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import portolan.console.screen.UnusableInputException;

/**
 * Two reports on the same feeds, before and after a change: where a world loses more than another draw of its seeds
 * would explain.
 *
 * <p>The bound of a figure is twice the standard error of the difference of two means over the seeds; its spread is
 * pooled over both reports and all artefacts of a world, as three seeds alone give none worth the name. The feeds are
 * the same before and after, so the true error is smaller. No bound is below 0.01.
 */
public final class WorldsComparison {
    private static final double LEAST_BOUND = 0.01;

    static final Map<String, ToDoubleFunction<WorldFigures.Found>> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("P@1 %", WorldFigures.Found::precisionAt1);
        FIGURES.put("share at 5 %", WorldFigures.Found::shareAt5);
        FIGURES.put("AUC", WorldFigures.Found::auc);
    }

    private final WorldsReport before;
    private final WorldsReport after;

    /**
     * Compares two reports.
     *
     * @throws UnusableInputException when the reports share no feeds, or those they share are not the same
     */
    public WorldsComparison(WorldsReport before, WorldsReport after) throws UnusableInputException {
        this.before = before;
        this.after = after;
        int shared = 0;
        for (WorldFigures feed : after.feeds()) {
            for (WorldFigures former : before.feeds(feed.world(), feed.artefact())) {
                if (former.seed() == feed.seed()) {
                    shared++;
                    if (former.judged() != feed.judged() || former.offences() != feed.offences()) {
                        throw new UnusableInputException("not the same feed: world=" + feed.world() + ", seed="
                                + feed.seed() + ", judged before=" + former.judged() + ", now=" + feed.judged()
                                + "; measure both with the same --filings and generators");
                    }
                }
            }
        }
        if (shared == 0) {
            throw new UnusableInputException("the reports share no feed: seeds, worlds or artefacts are others");
        }
    }

    /** The seeds of a world that both reports have, as they were before. */
    List<WorldFigures> before(String world, String artefact) {
        return common(before, after, world, artefact);
    }

    private List<WorldFigures> after(String world, String artefact) {
        return common(after, before, world, artefact);
    }

    private static List<WorldFigures> common(WorldsReport of, WorldsReport other, String world, String artefact) {
        List<Long> seeds =
                other.feeds(world, artefact).stream().map(WorldFigures::seed).toList();
        return of.feeds(world, artefact).stream()
                .filter(feed -> seeds.contains(feed.seed()))
                .toList();
    }

    /** What worlds lost, a line each; empty when none lost more than the bound. */
    public List<String> losses() {
        List<String> losses = new ArrayList<>();
        for (String world : after.worlds()) {
            for (String artefact : after.artefacts(world)) {
                FIGURES.forEach((name, figure) -> {
                    double change = mean(after(world, artefact), figure) - mean(before(world, artefact), figure);
                    double bound = bound(world, figure);
                    if (change < -bound) {
                        losses.add(String.format(
                                Locale.ROOT,
                                "world %s%s: %s %+.3f, bound %.3f",
                                world,
                                artefact.isEmpty() ? "" : " with " + artefact,
                                name,
                                change,
                                bound));
                    }
                });
            }
        }
        return losses;
    }

    private double bound(String world, ToDoubleFunction<WorldFigures.Found> figure) {
        double squares = 0;
        int free = 0;
        int seeds = 1;
        for (WorldsReport report : List.of(before, after)) {
            for (String artefact : report.artefacts(world)) {
                List<WorldFigures> feeds = report.feeds(world, artefact);
                double mean = mean(feeds, figure);
                for (WorldFigures feed : feeds) {
                    double off = figure.applyAsDouble(feed.written()) - mean;
                    squares += off * off;
                }
                free += feeds.size() - 1;
                seeds = Math.max(seeds, feeds.size());
            }
        }
        double error = free == 0 ? 0 : Math.sqrt(squares / free * 2 / seeds);
        return Math.max(LEAST_BOUND, 2 * error);
    }

    private static double mean(List<WorldFigures> feeds, ToDoubleFunction<WorldFigures.Found> figure) {
        return new SeedsTogether(feeds.stream().map(WorldFigures::written).toList()).mean(figure);
    }
}
