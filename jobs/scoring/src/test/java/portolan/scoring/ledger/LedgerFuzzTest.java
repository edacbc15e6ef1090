// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.Consignments;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.testing.FuzzTest;

/**
 * Filings and outcomes about one bill, four bytes each: in whatever order they come, nothing is lost, nothing fails, an
 * entry stays small, one that was stored goes on as one that was not, and the same input again changes nothing.
 */
class LedgerFuzzTest extends FuzzTest {
    private static final int AN_INPUT = 4;
    private static final EventKind[] KINDS = EventKind.values();
    private static final Ledger LEDGER = new Ledger(LedgerSettings.keeping(Duration.ofDays(90)));
    private static final int OUTCOME = 15;

    @Override
    protected List<byte[]> made() {
        return List.of(
                new byte[] {0, 1, 1, 0, 1, 2, 2, 1, 15, 1, 0, 1, 0, 16, 33, 3, 7, 3, 2, 0},
                new byte[] {2, 2, 1, 9, 15, 1, 1, 1, 0, 1, 0, 0, 5, 2, 0, 100, 0, 1, 1, 127});
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        bounded(bytes, 64 << 20, 40_000, () -> run(bytes));
    }

    private static void run(byte[] bytes) {
        LedgerEntry entry = null;
        LedgerEntry stored = null;
        Instant now = Consignments.RECEIVED_AT;
        int sent = 0;
        int told = 0;
        for (int at = 0; at + AN_INPUT <= bytes.length && at < 64 * AN_INPUT; at += AN_INPUT) {
            now = now.plus(Duration.ofHours(bytes[at + 3] & 0x7F));
            long moment = now.toEpochMilli();
            List<LedgerStep> passed = passed(entry, moment);
            List<LedgerStep> again = passed(stored, moment);
            told += told(passed, again);
            entry = gone(after(passed, entry), moment);
            stored = gone(after(again, stored), moment);

            Object input = input(bytes, at, now);
            List<LedgerStep> steps = take(entry, input);
            again = take(stored, input);
            sent++;
            told += told(steps, again);
            entry = after(steps, null);
            stored = after(again, null);
            assertThat(stored).isEqualTo(entry);
            if (entry != null) {
                byte[] written = entry.write();
                assertThat(written.length).isLessThan(40_000);
                stored = LedgerEntry.read(written);
                assertThat(entry.rivals()).hasSizeLessThanOrEqualTo(LedgerEntry.MOST_RIVALS);
                assertThat(entry.early()).hasSizeLessThanOrEqualTo(LedgerEntry.MOST_EARLY);
                if (entry.isLive()
                        && input instanceof Filing filing
                        && steps.get(steps.size() - 1).event() != null) {
                    isNothingNew(entry, filing);
                }
            }
        }
        // What still waits is told at the end.
        long toldLast = passed(entry, Long.MAX_VALUE).stream()
                .filter(LedgerFuzzTest::isOfAnInput)
                .count();
        assertThat(told + toldLast).as("inputs told").isGreaterThanOrEqualTo(sent);
    }

    private static Object input(byte[] bytes, int at, Instant now) {
        int what = bytes[at] & 0xF;
        int version = 1 + (bytes[at + 1] & 7);
        Consignments.Draft bill = consignment()
                .receivedAt(now)
                .weighingKg(100 * (1 + (bytes[at + 2] & 3)))
                .consignedTo("NL" + (bytes[at + 2] >> 2 & 3));
        int filer = bytes[at + 1] >> 4 & 3;
        if (filer > 0) {
            bill = bill.filer("FORWARDER-" + filer);
        }
        Consignment stated = bill.build();
        if (what == OUTCOME) {
            Outcome found = outcome(stated, OutcomeCode.values()[(bytes[at + 2] & 0xFF) % OutcomeCode.values().length]);
            return new Outcome(
                    found.tenant(),
                    found.consignmentKey(),
                    found.code(),
                    true,
                    version,
                    now,
                    found.office(),
                    null,
                    null,
                    found.chosen(),
                    new Position(now.toEpochMilli(), Position.Input.OUTCOME, "outcomes", 0, at));
        }
        String number = "26NL" + (bytes[at + 1] >> 6 & 3) + filer;
        boolean supersedes = (bytes[at + 1] & 8) != 0;
        return new Filing(
                "event-" + at,
                KINDS[what % KINDS.length],
                number,
                version,
                supersedes ? "26NL" + (bytes[at + 2] >> 4 & 3) + (bytes[at + 2] >> 6 & 3) : null,
                now,
                new Position(now.toEpochMilli(), Position.Input.FILING, "filings", 0, at),
                stated);
    }

    private static List<LedgerStep> take(@Nullable LedgerEntry entry, Object input) {
        return input instanceof Filing filing
                ? LEDGER.take(entry, filing, Speaker.UNCHECKED, () -> new byte[] {1})
                : LEDGER.take(entry, (Outcome) input, () -> new byte[] {2});
    }

    private static List<LedgerStep> passed(@Nullable LedgerEntry entry, long moment) {
        return entry == null ? List.of() : LEDGER.passed(entry, moment);
    }

    private static @Nullable LedgerEntry after(List<LedgerStep> steps, @Nullable LedgerEntry otherwise) {
        return steps.isEmpty() ? otherwise : steps.get(steps.size() - 1).after();
    }

    private static @Nullable LedgerEntry gone(@Nullable LedgerEntry entry, long moment) {
        return entry == null || entry.until() <= moment ? null : entry;
    }

    /** How many inputs these steps are the end of. */
    private static int told(List<LedgerStep> steps, List<LedgerStep> again) {
        assertThat(shown(again)).isEqualTo(shown(steps));
        assertThat(steps).allSatisfy(step -> assertThat(step.failure()).isNull());
        return (int) steps.stream().filter(LedgerFuzzTest::isOfAnInput).count();
    }

    private static boolean isOfAnInput(LedgerStep step) {
        return !step.isSilent();
    }

    private static List<List<Object>> shown(List<LedgerStep> steps) {
        List<List<Object>> shown = new ArrayList<>();
        for (LedgerStep step : steps) {
            shown.add(java.util.Arrays.asList(step.position(), step.event(), step.note(), step.refusal()));
        }
        return shown;
    }

    private static void isNothingNew(LedgerEntry entry, Filing filing) {
        List<LedgerStep> again = take(entry, filing);
        assertThat(again).hasSize(1);
        assertThat(again.get(0).event()).as("the same again: %s", filing).isNull();
    }
}
