// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.LedgerInput;
import portolan.scoring.bank.BankReading;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.replay.Replayed;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.ThreatScore;
import portolan.scoring.second.Lessons;
import portolan.scoring.second.RedShare;
import portolan.scoring.second.Row;
import portolan.scoring.second.Rows;
import portolan.scoring.second.SecondOpinion;

/** What a feed teaches, and which of its consignments a fit is judged on. */
final class LearnedFeed {
    /** What a fit is judged on, by a fit of what was known before. */
    static final Duration JUDGED = Duration.ofDays(56);

    private final RuleSet ruleSet;
    private final Threat overall;
    private final Set<String> rules;
    private final Lessons lessons;
    private final Map<String, Long> firstRead = new TreeMap<>();
    private final Map<String, Chosen.By> chosen = new TreeMap<>();
    /** By consignment and order time, what a text that was written gives any offence, where it asks no toll. */
    private final Map<String, NavigableMap<Long, RedShare.Case>> written = new TreeMap<>();

    private @Nullable String tenant;
    private long filings;
    private long begun = Long.MAX_VALUE;
    private long ended = Long.MIN_VALUE;

    LearnedFeed(RuleSet ruleSet) {
        Threat marked = ruleSet.overall();
        if (marked == null) {
            throw new BadInput("a fit is of any offence at all: mark one threat with 'overall: true'");
        }
        this.ruleSet = ruleSet;
        this.lessons = new Lessons(ruleSet.hash());
        this.overall = marked;
        this.rules = SecondOpinion.weighed(ruleSet);
    }

    /** Takes every input once before any is heard: only rows that teach are kept. */
    void expect(LedgerInput input) {
        long time = input.position().orderTime();
        Outcome outcome = input.outcome();
        if (outcome != null) {
            String key = Consignment.ledgerKey(outcome.tenant(), outcome.consignmentKey());
            lessons.expect(key, outcome);
            chosen.merge(key, outcome.chosen().by(), (stood, by) -> by == Chosen.By.UNSAID ? stood : by);
        } else if (input.filing() != null) {
            String of = input.filing().consignment().tenant();
            if (tenant != null && !tenant.equals(of)) {
                throw new BadInput("a fit is of one tenant's finds: tenants=" + tenant + ", " + of
                        + "; take the filings and outcomes of one");
            }
            tenant = of;
            begun = Math.min(begun, time);
            ended = Math.max(ended, time);
            filings++;
        }
    }

    /**
     * Takes what rules say of the versions of an input, then what memories say of the same. A claim of somebody else to a
     * bill teaches nothing.
     *
     * @return what was heard, by consignment
     */
    Map<String, Assessment> hear(List<Replayed> replayed, List<BankReplay.Measured> measured) {
        Map<String, Assessment> heard = assessed(replayed);
        measured.stream().filter(LearnedFeed::isClaim).forEach(claim -> heard.remove(claim.ledgerKey()));
        heard.values().forEach(this::hear);
        measured.stream().filter(each -> !isClaim(each)).forEach(this::hear);
        return heard;
    }

    /** By consignment, as the last of them was. */
    static Map<String, Assessment> assessed(List<Replayed> replayed) {
        Map<String, Assessment> assessed = new LinkedHashMap<>();
        for (Replayed each : replayed) {
            Assessment assessment = each.assessment();
            if (assessment != null) {
                assessed.put(key(assessment), assessment);
            }
        }
        return assessed;
    }

    /** What is assessed of consignments that a fit is judged on. */
    Map<String, Assessment> judged(List<Replayed> replayed) {
        Map<String, Assessment> judged = assessed(replayed);
        judged.keySet().removeIf(key -> !isJudged(key));
        return judged;
    }

    private void hear(Assessment assessment) {
        int place = ruleSet.threats().indexOf(overall);
        lessons.filedAt(key(assessment), assessment.particulars().office());
        lessons.fired(key(assessment), SecondOpinion.fired(assessment.threats().get(place), rules));
        firstRead.putIfAbsent(key(assessment), assessment.position().orderTime());
    }

    private void hear(BankReplay.Measured measured) {
        if (measured.event().kind() == CaseEvent.Kind.WITHDRAWN) {
            lessons.withdrawn(measured.ledgerKey(), measured.orderTime());
        } else if (measured.isMeasured()) {
            lessons.read(measured.ledgerKey(), measured.orderTime(), measured.values());
        }
    }

    private static boolean isClaim(BankReplay.Measured measured) {
        return measured.event().kind() == CaseEvent.Kind.CONTESTED;
    }

    /** None is heard yet. */
    LearnedEvidence evidence() {
        return new LearnedEvidence(ruleSet, overall);
    }

    /** Whether anything is told of a consignment, at whatever time. */
    boolean isTold(String key) {
        return lessons.isTold(key);
    }

    /** Another text is written from here on. */
    void forgetWritten() {
        written.clear();
    }

    /** Takes what the text that was written, of no toll, says of a version. */
    void hearWritten(Assessment assessment) {
        if (isTold(key(assessment))) {
            ThreatScore score = assessment.threats().get(ruleSet.threats().indexOf(overall));
            written.computeIfAbsent(key(assessment), unseen -> new TreeMap<>())
                    .put(assessment.position().orderTime(), RedShare.Case.of(score, 0));
        }
    }

    /**
     * What scores of the text that was written mean.
     *
     * @param fit that is written there
     * @param by how far it counts
     * @param isInPlace whether all of it counts
     * @param before by what was known then
     */
    @Nullable
    ToldShares shares(List<BankReading> measures, SecondOpinion fit, RedShare by, boolean isInPlace, long before) {
        Map<String, Double> standFor = lessons.standFor(before);
        standFor.keySet().retainAll(written.keySet());
        return fit.told(
                measures,
                known(before),
                Map.of(),
                standFor,
                row -> by.score(score(row)),
                row -> isInPlace || score(row).more() > by.toll());
    }

    /** Of that version, or of the last before it. */
    private RedShare.Case score(Row row) {
        NavigableMap<Long, RedShare.Case> scores = Objects.requireNonNull(written.get(row.key()));
        Map.Entry<Long, RedShare.Case> at = scores.floorEntry(row.orderTime());
        return at == null ? scores.firstEntry().getValue() : at.getValue();
    }

    static String key(Assessment assessment) {
        return Consignment.ledgerKey(assessment.tenant(), assessment.key());
    }

    /** What is learned from what was known before a moment. */
    SecondOpinion fit(List<BankReading> measures, long before) {
        return SecondOpinion.of(measures, known(before), Map.of());
    }

    Rows known(long before) {
        return lessons.known(before);
    }

    /** See {@link Lessons#fittedAt}. */
    long fittedAt(long orderTime) {
        return lessons.fittedAt(orderTime);
    }

    /** When the last filing came; what was found may be told later. */
    Instant ended() {
        return Instant.ofEpochMilli(ended);
    }

    Instant begun() {
        return Instant.ofEpochMilli(begun);
    }

    /** When what a fit is judged on begins. */
    long judgedFrom() {
        return ended - JUDGED.toMillis();
    }

    /** Consignments that were first read in what a fit is judged on. */
    boolean isJudged(String key) {
        return isReadFrom(key, judgedFrom());
    }

    /** Consignments that were first read from a moment on, in epoch milliseconds. */
    boolean isReadFrom(String key, long moment) {
        return firstRead.getOrDefault(key, Long.MIN_VALUE) >= moment;
    }

    /** Whether an inspection found an offence, as it was told last; those that were not inspected are not there. */
    Map<String, Boolean> told() {
        return lessons.told(Long.MAX_VALUE);
    }

    /** How many of them did. */
    long finds() {
        return told().values().stream().filter(isFind -> isFind).count();
    }

    /** Of inspections that teach, which are of bills of this feed and by offices that are believed, whether they found an offence. */
    Map<String, Boolean> taught() {
        Map<String, Boolean> taught = new TreeMap<>();
        known(Long.MAX_VALUE).lessons().forEach(row -> taught.put(row.key(), row.find()));
        return taught;
    }

    /** By how they were chosen, finds, and those in vain. */
    Map<Chosen.By, int[]> byChoice(Map<String, Boolean> taught) {
        Map<Chosen.By, int[]> by = new EnumMap<>(Chosen.By.class);
        taught.forEach((key, isFind) -> by.computeIfAbsent(chosen.get(key), of -> new int[2])[isFind ? 0 : 1]++);
        return by;
    }

    /** SHA-256 of all that teaches. */
    String hash() {
        return lessons.known(Long.MAX_VALUE).hash(lessons.standFor(Long.MAX_VALUE));
    }

    long filings() {
        return filings;
    }

    static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static long both(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).count();
    }
}
