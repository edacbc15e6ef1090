// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import portolan.console.evaluate.WorldTruth;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.files.FeedFile;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReading;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.second.AdditiveFit;
import portolan.scoring.second.Curves;
import portolan.scoring.second.Row;
import portolan.scoring.second.Rows;
import portolan.scoring.second.SecondOpinion;

/**
 * Does the second opinion find on a world that no weight knows? Rules are fitted to the truth of every other world in
 * turn; each block of 28 days is then scored by a fit of what was told before it.
 *
 * <p>Printed: share of the offences among the riskiest 5 % by quarter of the year, then precision at 1 % and AUC in the
 * last. Of the outcomes so many are told that about so many finds are known when the last quarter begins.
 *
 * <pre>
 *   mvn -pl deploy/local -am test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/test.cp
 *   cd deploy/local
 *   PORTOLAN_WORLDS=... PORTOLAN_DATA=... java -Xmx4g -Dportolan.home=.. \
 *       -cp target/test-classes:target/classes:$(cat target/test.cp) portolan.local.LearningTable SEED FILINGS FINDS
 * </pre>
 */
final class LearningTable {
    private static final long BLOCK = Duration.ofDays(28).toMillis();

    /** Until memories are this old, what they say is no prior for anybody. */
    private static final long WARM = Duration.ofDays(45).toMillis();

    private static final double SAMPLED = 0.1;
    private static final int MOST_ROWS = 9_000;
    private static final List<BankReading> READINGS = Bank.standard().readings();
    private static final PrintStream OUT = System.out; // its result

    private LearningTable() {}

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int filings = Integer.parseInt(arguments[1]);
        int finds = Integer.parseInt(arguments[2]);
        try (Progress progress = Progress.onStandardError()) {
            List<WorldSource> sources = new ArrayList<>(List.of(new GeneratedWorld(progress)));
            sources.addAll(ForeignWorld.in(Path.of(System.getenv("PORTOLAN_WORLDS")), data()));
            List<World> worlds = new ArrayList<>();
            for (WorldSource source : sources) {
                progress.step("world " + source.name());
                worlds.add(World.of(source, seed, filings, finds, progress));
            }
            progress.clear();
            for (World world : worlds) {
                table(world, worlds.stream().filter(other -> other != world).toList());
            }
        }
    }

    private static @Nullable Path data() {
        String data = System.getenv("PORTOLAN_DATA");
        return data == null ? null : Path.of(data);
    }

    private static void table(World world, List<World> others) {
        OUT.printf(
                Locale.ROOT,
                "%nworld %s: %d consignments, %d finds told by the last quarter%n",
                world.name,
                world.truth.rows().size(),
                world.findsBefore(world.quarter(3)));
        world.print("the engine today, knows this world", world.engine);
        Map<String, Double> own = world.multipliers();
        world.print("rules fitted to all of it", world.prequential(time -> new SecondOpinion(own, Curves.NONE, 0)));
        world.print(
                "as written, own finds",
                world.prequential(time -> SecondOpinion.of(READINGS, world.told(time), Map.of())));
        for (World other : others) {
            Map<String, Double> off = other.multipliers();
            SecondOpinion before = new SecondOpinion(off, Curves.NONE, 0);
            double[] without = world.prequential(time -> before);
            world.print("rules fitted to " + other.name + ": learning off", without);
            world.print("  with own finds: rules", world.prequential(time -> rules(world.told(time), off)));
            world.print("  with own finds: memories", world.prequential(time -> memories(world.told(time))));
            double[] both = world.prequential(time -> SecondOpinion.of(READINGS, world.told(time), off));
            world.print("  with own finds: both", both);
            world.print("  half the list off, half both", world.halves(without, both));
        }
    }

    private static SecondOpinion rules(Rows rows, Map<String, Double> before) {
        return new SecondOpinion(SecondOpinion.multipliers(rows.inOrder(), before), Curves.NONE, 0);
    }

    /** Rules say nothing. */
    private static SecondOpinion memories(Rows rows) {
        Map<String, Double> none = new TreeMap<>();
        rows.inOrder().forEach(row -> row.fired().keySet().forEach(rule -> none.put(rule, 0.0)));
        return new SecondOpinion(none, AdditiveFit.of(READINGS, rows, Curves.NONE), 0);
    }

    /** A feed, as it was read and told. */
    private static final class World {
        private final String name;
        private final WorldTruth truth;
        private final List<Read> reads = new ArrayList<>();
        private final List<Told> tellings = new ArrayList<>();
        private final double[] engine;
        private final Map<Integer, Map<String, Long>> fired = new HashMap<>();
        private final long[] quarters = new long[4];
        private List<String> rules = List.of();

        @SuppressWarnings("ArrayRecordComponent") // nobody compares it
        private record Read(int place, long time, float[] values, Map<String, Long> fired) {
            Row row(boolean find) {
                return new Row("" + place, time, values, fired, find);
            }
        }

        private record Told(int place, long time, boolean find) {}

        private World(String name, WorldTruth truth) {
            this.name = name;
            this.truth = truth;
            this.engine = nothing();
            long[] filed = truth.rows().stream()
                    .mapToLong(row -> row.filedAt().toEpochMilli())
                    .sorted()
                    .toArray();
            for (int quarter = 0; quarter < 4; quarter++) {
                quarters[quarter] = filed[0] + (filed[filed.length - 1] - filed[0]) * quarter / 4;
            }
        }

        static World of(WorldSource source, long seed, int filings, int finds, Progress progress) throws Exception {
            try (WorkingDirectory work = WorkingDirectory.temporary("portolan-learning-")) {
                Path folder = Files.createDirectory(work.path().resolve("feed"));
                source.make(seed, filings, "", folder);
                World world = new World(source.name(), WorldTruth.read(folder.resolve("truth.csv")));
                Path list = folder.resolve("watchlist.csv");
                Map<String, String> own = new HashMap<>(Map.of("mode", "ordered"));
                if (Files.exists(list)) {
                    own.put("watchlist", list.toString());
                }
                JobSettings settings = new JobOptions().read(new RulesOption().with(own));
                try (FeedFile feed =
                        new FeedFile(work.path(), settings.remembersPersons(), (file, lines, done) -> {})) {
                    FeedFiles files = FeedFiles.through(null, null);
                    files.addFilings(feed, List.of(folder.resolve("filings.jsonl")));
                    files.addOutcomes(feed, List.of(folder.resolve("outcomes.jsonl")));
                    feed.writeTo(work.path().resolve("frames"));
                }
                world.replay(new Replay.Feed(work, progress), settings, finds);
                return world;
            }
        }

        private void replay(Replay.Feed feed, JobSettings settings, int finds) throws IOException {
            int[] all = new int[1];
            feed.each(input -> {
                Outcome outcome = input.outcome();
                all[0] += outcome != null && isFind(outcome) && time(input) < quarter(3) ? 1 : 0;
            });
            BankReplay bank = new BankReplay(Bank.standard(), settings.ledger());
            RuleSet ruleSet = Replay.compiled(settings);
            rules = ruleSet.rules().stream().map(Rule::id).toList();
            SequentialEngine today = new SequentialEngine(
                            ruleSet,
                            Portolan.Version.number(),
                            settings.reference(),
                            settings.ledger(),
                            settings.memory(),
                            Set.of())
                    .suppressing(Long.MIN_VALUE, settings.suppressions());
            feed.each(input -> {
                Outcome outcome = input.outcome();
                if (outcome != null && hash(outcome.consignmentKey().value()) * all[0] >= finds) {
                    return;
                }
                Replay.take(today, input).forEach(this::hear);
                Filing filing = input.filing();
                if (filing != null) {
                    bank.take(filing).forEach(this::hear);
                } else if (outcome != null) {
                    bank.take(outcome).forEach(this::hear);
                    int place = truth.place(outcome.consignmentKey().value(), "");
                    if (outcome.teaches() && place >= 0) {
                        tellings.add(new Told(place, time(input), isFind(outcome)));
                    }
                }
            });
        }

        private static long time(LedgerInput input) {
            Outcome outcome = input.outcome();
            return outcome == null ? Long.MIN_VALUE : outcome.position().orderTime();
        }

        private static boolean isFind(Outcome outcome) {
            Finding found = outcome.teaches() ? Finding.of(outcome) : null;
            return found != null && found.isOffence();
        }

        private void hear(Replayed replayed) {
            Assessment assessment = replayed.assessment();
            int place = assessment == null ? -1 : truth.place(assessment.key().value(), assessment.filingId());
            if (assessment != null && place >= 0) {
                engine[place] = assessment.score();
                fired.put(place, SecondOpinion.fired(assessment.threats().get(0)));
            }
        }

        private void hear(BankReplay.Measured measured) {
            int place = measured.isMeasured()
                    ? truth.place(measured.event().live().key().value(), "")
                    : -1;
            if (place >= 0) {
                reads.add(
                        new Read(place, measured.orderTime(), measured.values(), fired.getOrDefault(place, Map.of())));
            }
        }

        long findsBefore(long time) {
            return tellings.stream()
                    .filter(told -> told.find && told.time < time)
                    .count();
        }

        /** When a quarter begins, from 0. */
        long quarter(int quarter) {
            return quarters[quarter];
        }

        /** What was known before a moment: inspections, each by the version that was read last, and a sample. */
        Rows told(long before) {
            Rows rows = new Rows(MOST_ROWS, MOST_ROWS);
            Map<Integer, Read> last = new HashMap<>();
            int next = 0;
            for (Told told : tellings) {
                for (; next < reads.size() && reads.get(next).time < Math.min(before, told.time); next++) {
                    last.put(reads.get(next).place, reads.get(next));
                }
                Read read = last.get(told.place);
                if (told.time < before && read != null) {
                    rows.teach(read.row(told.find));
                }
            }
            for (Read read : reads) {
                if (read.time < before && isSampled(read.place)) {
                    rows.sample(read.row(false));
                }
            }
            return rows;
        }

        /** The whole truth. */
        Rows all() {
            Rows rows = new Rows(MOST_ROWS, MOST_ROWS);
            for (Read read : reads) {
                WorldTruth.Row row = truth.rows().get(read.place);
                if (read.time > reads.get(0).time + WARM && !row.withdrawn()) {
                    if (row.offence()) {
                        rows.teach(read.row(true));
                    } else if (isSampled(read.place)) {
                        rows.sample(read.row(false));
                    }
                }
            }
            return rows;
        }

        /** Rules fitted to this world's truth; those that never fired in it say nothing, nobody having asked them. */
        Map<String, Double> multipliers() {
            Map<String, Double> nothing = new TreeMap<>();
            rules.forEach(rule -> nothing.put(rule, 0.0));
            return SecondOpinion.multipliers(all().inOrder(), nothing);
        }

        /** Every other place of one list to the other. */
        double[] halves(double[] one, double[] other) {
            List<Integer> ranked = new ArrayList<>();
            Set<Integer> taken = new HashSet<>();
            List<List<Integer>> lists = List.of(ranked(one), ranked(other));
            int[] next = new int[2];
            for (int turn = 0; ranked.size() < one.length; turn = 1 - turn) {
                while (next[turn] < one.length && !taken.add(lists.get(turn).get(next[turn]))) {
                    next[turn]++;
                }
                if (next[turn] < one.length) {
                    ranked.add(lists.get(turn).get(next[turn]++));
                }
            }
            double[] scores = nothing();
            for (int rank = 0; rank < scores.length; rank++) {
                scores[ranked.get(rank)] = -rank;
            }
            return scores;
        }

        /** Of one quarter after the other, since lists are made within each. */
        private List<Integer> ranked(double[] scores) {
            List<Integer> ranked = new ArrayList<>();
            for (int place = 0; place < scores.length; place++) {
                ranked.add(place);
            }
            ranked.sort(Comparator.comparingInt((Integer place) -> quarterOf(place))
                    .thenComparingDouble(place -> -scores[place])
                    .thenComparingLong(place -> truth.rows().get(place).tieBreak()));
            return ranked;
        }

        private int quarterOf(int place) {
            long filed = truth.rows().get(place).filedAt().toEpochMilli();
            int quarter = 3;
            while (quarter > 0 && filed < quarters[quarter]) {
                quarter--;
            }
            return quarter;
        }

        private boolean isSampled(int place) {
            return hash(place + "/sampled") < SAMPLED;
        }

        /** Of every consignment the score of its last version. */
        double[] prequential(LongFunction<SecondOpinion> fit) {
            double[] scores = nothing();
            SecondOpinion opinion = SecondOpinion.NONE;
            long until = Long.MIN_VALUE;
            for (Read read : reads) {
                if (read.time >= until) {
                    until = (until == Long.MIN_VALUE ? read.time : until) + BLOCK;
                    opinion = fit.apply(until - BLOCK);
                }
                scores[read.place] = opinion.units(read.fired, read.values);
            }
            return scores;
        }

        private double[] nothing() {
            double[] scores = new double[truth.rows().size()];
            Arrays.fill(scores, Double.NEGATIVE_INFINITY);
            return scores;
        }

        void print(String what, double[] scores) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-40s", what));
            for (int quarter = 0; quarter < 4; quarter++) {
                line.append(String.format(Locale.ROOT, " %.3f", found(scores, quarter)[0]));
            }
            double[] last = found(scores, 3);
            OUT.println(line + String.format(Locale.ROOT, " | %.3f | %.3f", last[1], last[2]));
        }

        /** Share of the offences at 5 %, precision at 1 %, AUC. */
        private double[] found(double[] scores, int quarter) {
            List<Integer> ranked = new ArrayList<>();
            for (int place = 0; place < scores.length; place++) {
                WorldTruth.Row row = truth.rows().get(place);
                if (!row.withdrawn() && quarterOf(place) == quarter) {
                    ranked.add(place);
                }
            }
            ranked.sort(Comparator.comparingDouble((Integer place) -> -scores[place])
                    .thenComparingLong(place -> truth.rows().get(place).tieBreak()));
            int size = ranked.size();
            int at1 = 0;
            int at5 = 0;
            int offences = 0;
            double cleanAbove = 0;
            for (int rank = 0; rank < size; rank++) {
                if (truth.rows().get(ranked.get(rank)).offence()) {
                    at1 += rank * 100 < size ? 1 : 0;
                    at5 += rank * 20 < size ? 1 : 0;
                    cleanAbove += rank - offences++;
                }
            }
            return new double[] {
                (double) at5 / offences,
                (double) at1 / ((size + 99) / 100),
                1 - cleanAbove / ((double) offences * (size - offences))
            };
        }
    }

    /** From 0 to 1. */
    private static double hash(String text) {
        CRC32 hash = new CRC32();
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        return hash.getValue() / 4_294_967_296.0;
    }
}
