package portolan.scoring.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.scoring.Consignments;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent.Kind;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.FilingLayout;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.OutcomeLayout;
import portolan.scoring.manifest.Position;

class LedgerTest {
    private final Consignment light = consignment().weighingKg(990).build();
    private final Consignment heavy = consignment().weighingKg(9_000).onDay(1).build();

    @Test
    void aCreateOfAnUnknownConsignmentIsFiled() {
        CaseEvent event = event(Ledger.apply(null, filing(EventKind.CREATE, 1, light)));

        assertThat(event.kind()).isEqualTo(Kind.FILED);
        assertThat(event.now()).isEqualTo(light);
        assertThat(event.before()).isNull();
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(event.amendments()).isZero();
    }

    @Test
    void aReplacementAmendsAndCarriesBothVersions() {
        CaseEvent event = event(Ledger.apply(created(), filing(EventKind.REPLACE, 2, heavy)));

        assertThat(event.kind()).isEqualTo(Kind.AMENDED);
        assertThat(event.before()).isEqualTo(light);
        assertThat(event.now()).isEqualTo(heavy);
        assertThat(event.sequence()).isEqualTo(2);
        assertThat(event.amendments()).isEqualTo(1);
    }

    @Test
    void aDeletionWithdrawsTheLiveVersion() {
        CaseEvent event = event(Ledger.apply(created(), filing(EventKind.DELETE, 2, light)));

        assertThat(event.kind()).isEqualTo(Kind.WITHDRAWN);
        assertThat(event.before()).isEqualTo(light);
        assertThat(event.now()).isNull();
    }

    @Test
    void theSameFilingAgainIsADuplicateWheneverItWasReceived() {
        Filing again =
                filing(EventKind.CREATE, 1, light.receivedAt(light.receivedAt().plusSeconds(60)));

        LedgerStep step = Ledger.apply(created(), again);

        assertThat(step.note()).isEqualTo(Note.DUPLICATE_FILING);
        assertThat(step.after()).isEqualTo(created());
        assertThat(step.event()).isNull();
    }

    @Test
    void aDuplicateOfAnEarlierVersionIsStillADuplicate() {
        LedgerEntry amended = entry(Ledger.apply(created(), filing(EventKind.REPLACE, 2, heavy)));

        assertThat(Ledger.apply(amended, filing(EventKind.CREATE, 1, light)).note())
                .isEqualTo(Note.DUPLICATE_FILING);
    }

    @Test
    void anOlderVersionWithOtherContentIsRefusedAsStale() {
        LedgerEntry amended = entry(Ledger.apply(created(), filing(EventKind.REPLACE, 3, heavy)));

        Refusal refusal = refusal(
                Ledger.apply(amended, filing(EventKind.REPLACE, 2, consignment().build())));

        assertThat(refusal.code()).isEqualTo(Refusal.Code.STALE_VERSION);
        assertThat(refusal.message()).contains("version 2", "version 3", "MAEU:HBL-1:2026");
    }

    @ParameterizedTest
    @EnumSource(
            value = EventKind.class,
            names = {"REPLACE", "DELETE"})
    void anAmendmentToAnUnknownConsignmentIsRefusedWithWhatToDo(EventKind kind) {
        Refusal refusal = refusal(Ledger.apply(null, filing(kind, 2, light)));

        assertThat(refusal.code()).isEqualTo(Refusal.Code.UNKNOWN_CONSIGNMENT);
        assertThat(refusal.message()).contains(kind.name(), "send a CREATE first", "MAEU:HBL-1:2026");
    }

    @Test
    void aDeletedConsignmentCanBeCreatedAgain() {
        LedgerEntry deleted = entry(Ledger.apply(created(), filing(EventKind.DELETE, 2, light)));

        CaseEvent event = event(Ledger.apply(deleted, filing(EventKind.CREATE, 3, heavy)));

        assertThat(event.kind()).isEqualTo(Kind.FILED);
        assertThat(event.amendments()).as("the withdrawal is not forgotten").isEqualTo(1);
        assertThat(event.sequence()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = EventKind.class,
            names = {"PATCH", "SUPPLEMENT", "ARRIVAL", "STATUS"})
    void aKindThatIsNotTakenInYetIsRefusedByName(EventKind kind) {
        Refusal refusal = refusal(Ledger.apply(created(), filing(kind, 2, heavy)));

        assertThat(refusal.code()).isEqualTo(Refusal.Code.UNSUPPORTED_EVENT_KIND);
        assertThat(refusal.message()).contains(kind.name());
    }

    @Test
    void anOutcomeFindsItsConsignment() {
        CaseEvent event = event(Ledger.apply(created(), found(1)));

        assertThat(event.kind()).isEqualTo(Kind.OUTCOME_KNOWN);
        assertThat(event.now()).isEqualTo(light);
        assertThat(event.outcome()).isEqualTo(found(1));
        assertThat(event.outcomeBefore()).isNull();
    }

    @Test
    void anOutcomeFindsAWithdrawnConsignmentToo() {
        LedgerEntry deleted = entry(Ledger.apply(created(), filing(EventKind.DELETE, 2, light)));

        assertThat(event(Ledger.apply(deleted, found(1))).now()).isEqualTo(light);
    }

    @Test
    void aHigherVersionOfAnOutcomeCorrectsTheEarlierOne() {
        LedgerEntry known = entry(Ledger.apply(created(), found(1)));

        assertThat(event(Ledger.apply(known, found(2))).outcomeBefore()).isEqualTo(found(1));
        assertThat(Ledger.apply(known, found(1)).note()).isEqualTo(Note.DUPLICATE_OUTCOME);
    }

    @Test
    void anOutcomeForAnUnknownConsignmentIsRefused() {
        assertThat(refusal(Ledger.apply(null, found(1))).code())
                .isEqualTo(Refusal.Code.OUTCOME_FOR_UNKNOWN_CONSIGNMENT);
    }

    @Test
    void anAmendmentCarriesTheOutcomeThatIsKnownSoThatItMovesWithTheParties() {
        LedgerEntry known = entry(Ledger.apply(created(), found(1)));

        assertThat(event(Ledger.apply(known, filing(EventKind.REPLACE, 2, heavy)))
                        .outcome())
                .isEqualTo(found(1));
    }

    @Test
    void anOutcomeBeforeAWithdrawalIsNotRetractedUnderALaterFiling() {
        LedgerEntry known = entry(Ledger.apply(created(), found(1)));
        LedgerEntry deleted = entry(Ledger.apply(known, filing(EventKind.DELETE, 2, light)));
        LedgerEntry again = entry(Ledger.apply(deleted, filing(EventKind.CREATE, 3, heavy)));

        assertThat(event(Ledger.apply(again, filing(EventKind.REPLACE, 4, light)))
                        .outcome())
                .isNull();
    }

    @Test
    void anEntryExpiresARetentionAfterArrivalHoweverFarOffAMistypedArrivalIs() {
        Instant arrival = Consignments.DEPARTURE.plus(Duration.ofDays(30));

        assertThat(created().expiresAt(Duration.ofDays(90))).isEqualTo(arrival.plus(Duration.ofDays(90)));
        LedgerEntry mistyped = entry(Ledger.apply(
                null, filing(EventKind.CREATE, 1, consignment().onDay(-4_000).build())));
        assertThat(mistyped.expiresAt(Duration.ofDays(90)))
                .isEqualTo(mistyped.last().receivedAt().plus(Duration.ofDays(365 + 90)));
    }

    @Test
    void anEntryReadsBackAsItWasWritten() {
        LedgerEntry known = entry(Ledger.apply(created(), found(1)));

        assertThat(LedgerEntry.read(known.write())).isEqualTo(known);
    }

    @Test
    void versionOneOfTheLayoutStaysReadable() throws IOException {
        byte[] pinned = HexFormat.of().parseHex(pinned("ledger-entry-v1.hex"));

        assertThat(created().write()).isEqualTo(pinned);
        assertThat(LedgerEntry.read(pinned)).isEqualTo(created());
    }

    @Test
    void bytesFromTheFutureAreRefusedWithBothVersions() {
        byte[] future = created().write();
        future[0] = 9;

        assertThatThrownBy(() -> LedgerEntry.read(future))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("version 9")
                .hasMessageContaining("1 to 1");
    }

    @Test
    void eventsFilingsAndOutcomesReadBackAsTheyWereWritten() {
        CaseEvent amended =
                event(Ledger.apply(entry(Ledger.apply(created(), found(1))), filing(EventKind.REPLACE, 2, heavy)));
        LayoutWriter out = new LayoutWriter();
        CaseEventLayout.write(out, amended);
        FilingLayout.write(out, filing(EventKind.CREATE, 1, light));
        OutcomeLayout.write(out, found(1));

        LayoutReader in = new LayoutReader(out.toBytes());

        assertThat(CaseEventLayout.read(in)).isEqualTo(amended);
        assertThat(FilingLayout.read(in)).isEqualTo(filing(EventKind.CREATE, 1, light));
        assertThat(OutcomeLayout.read(in)).isEqualTo(found(1));
        assertThat(in.atEnd()).isTrue();
    }

    private LedgerEntry created() {
        return entry(Ledger.apply(null, filing(EventKind.CREATE, 1, light)));
    }

    private Outcome found(int version) {
        Outcome found = outcome(light, OutcomeCode.UNDERVALUED);
        return new Outcome(
                found.tenant(),
                found.consignmentKey(),
                found.code(),
                true,
                version,
                found.reportedAt(),
                found.office(),
                null,
                null,
                found.position());
    }

    private static Filing filing(EventKind kind, int version, Consignment consignment) {
        return new Filing(
                "event-" + version,
                kind,
                "26NL000000000001",
                version,
                null,
                Consignments.RECEIVED_AT,
                new Position(consignment.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, version),
                consignment);
    }

    private static LedgerEntry entry(LedgerStep step) {
        return required(step.after());
    }

    private static CaseEvent event(LedgerStep step) {
        return required(step.event());
    }

    private static Refusal refusal(LedgerStep step) {
        assertThat(step.event()).isNull();
        return required(step.refusal());
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static String pinned(String file) throws IOException {
        try (InputStream in = required(LedgerTest.class.getResourceAsStream("/pinned/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
