// SPDX-License-Identifier: Apache-2.0
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent.Kind;
import portolan.scoring.ledger.CaseHistory.Change;
import portolan.scoring.ledger.LedgerEntry.Standing;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.FilingLayout;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.OutcomeLayout;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.PositionLayout;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.Seal;
import portolan.scoring.manifest.SupportingDocument;

/** One test for each row of the ledger's table; a test's {@code Row} is the name in its brackets. */
class LedgerTest {
    private static final LedgerSettings SETTINGS = LedgerSettings.keeping(Duration.ofDays(90));
    private static final String MRN = "26NL000000000001";
    private static final String OTHER_MRN = "26NL000000000002";

    private final Ledger ledger = new Ledger(SETTINGS);
    private final Consignment light = consignment().weighingKg(990).build();
    private final Consignment heavy = consignment().weighingKg(9_000).onDay(1).build();
    private final Consignment ofAnother =
            consignment().filer("FORWARDER-2").consignedTo("NL999").onDay(1).build();

    @Nested
    class OneFiler {
        @Test
        void createFilesAnUnknownConsignment() {
            CaseEvent event = event(take(null, filing(EventKind.CREATE, 1, light)));

            assertThat(event.kind()).isEqualTo(Kind.FILED);
            assertThat(event.now()).isEqualTo(light);
            assertThat(event.before()).isNull();
            assertThat(event.sequence()).isEqualTo(1);
            assertThat(event.amendments()).isZero();
            assertThat(event.history()).isEqualTo(CaseHistory.NONE);
        }

        @Test
        void sentAgainWithOtherContentACreateAmends() {
            CaseEvent event = event(take(created(), filing(EventKind.CREATE, 2, heavy)));

            assertThat(event.kind()).isEqualTo(Kind.AMENDED);
            assertThat(event.now()).isEqualTo(firstFiled(heavy));
        }

        @Test
        void replaceAmendsAndCarriesBothVersions() {
            CaseEvent event = event(take(created(), filing(EventKind.REPLACE, 2, heavy)));

            assertThat(event.kind()).isEqualTo(Kind.AMENDED);
            assertThat(event.before()).isEqualTo(light);
            assertThat(event.now()).isEqualTo(firstFiled(heavy));
            assertThat(event.sequence()).isEqualTo(2);
            assertThat(event.amendments()).isEqualTo(1);
        }

        @Test
        void patchLeavesWhatIsNullAndReplacesAGivenList() {
            Consignment patch = bare().level(BillLevel.STRAIGHT)
                    .nature(NatureOfMovement.UNKNOWN)
                    .filer("UNKNOWN")
                    .equipment(Consignments.box("MSKU9070323"), Consignments.box("TCLU4265170"))
                    .office("NL000396")
                    .onDay(2)
                    .build();

            CaseEvent event = event(take(created(), filing(EventKind.PATCH, 2, patch)));

            assertThat(event.kind()).isEqualTo(Kind.AMENDED);
            assertThat(event.amendments()).isEqualTo(1);
            assertThat(event.live())
                    .isEqualTo(as(light)
                            .equipment(Consignments.box("MSKU9070323"), Consignments.box("TCLU4265170"))
                            .office("NL000396")
                            .build());
        }

        @ParameterizedTest
        @EnumSource(
                value = EventKind.class,
                names = {"CREATE", "REPLACE", "PATCH", "SUPPLEMENT", "ARRIVAL"})
        void firstReceivedIsWhenABillWasWhateverAmendsIt(EventKind kind) {
            Instant landed = Consignments.DEPARTURE.plus(Duration.ofDays(29));
            Consignment later = as(heavy)
                    .items(Consignments.item(1, "620520", "CN", 5.0), Consignments.item(2, "620530", "CN", 70.0))
                    .routing(new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, null, landed, null, landed, null))
                    .onDay(30)
                    .build();

            CaseEvent event = event(take(created(), filing(kind, 2, later)));

            assertThat(event.kind()).isEqualTo(Kind.AMENDED);
            assertThat(event.live().receivedAt()).isEqualTo(light.receivedAt());
            assertThat(event.receivedAt()).isEqualTo(later.receivedAt());
        }

        @Test
        void supplementAddsBySeqOrIdAndChangesNothing() {
            Equipment unsealed = new Equipment("CSQU3054383", null, null, List.of(), null, null, null);
            LedgerEntry partial = after(take(
                    null,
                    filing(EventKind.CREATE, 1, as(light).equipment(unsealed).build())));
            Consignment more = bare().items(
                            Consignments.item(1, "999999", "XX", 1.0), Consignments.item(2, "620530", "CN", 70.0))
                    .equipment(Consignments.box("CSQU3054383"), Consignments.box("MSKU9070323"))
                    .party(Consignments.company(Role.NOTIFY, "Bell & Son", "NL"))
                    .build();

            CaseEvent event = event(take(partial, filing(EventKind.SUPPLEMENT, 2, more)));

            Consignment now = event.live();
            assertThat(event.kind()).isEqualTo(Kind.AMENDED);
            assertThat(event.amendments()).as("completing is not correcting").isZero();
            assertThat(now.items())
                    .containsExactly(light.items().get(0), more.items().get(1));
            assertThat(now.equipment()).isEqualTo(more.equipment());
            assertThat(now.parties()).containsAll(light.parties()).containsAll(more.parties());
            assertThat(event.history().changes()).isEmpty();
            assertThat(step(take(
                                    after(take(partial, filing(EventKind.SUPPLEMENT, 2, more))),
                                    filing(EventKind.SUPPLEMENT, 3, more)))
                            .note())
                    .isEqualTo(Note.NOTHING_NEW);
        }

        /** A declaration brings the invoices of a bill that the carrier filed. */
        @Test
        void supplementAddsDocumentsByTypeAndNumber() {
            SupportingDocument carriers = document("N380", "F-1", 900.0);
            SupportingDocument otherType = document("271", "F-1", null);
            LedgerEntry filed = after(take(
                    null,
                    filing(EventKind.CREATE, 1, as(light).documents(carriers).build())));
            Consignment more =
                    bare().documents(document("380", "F-1", 1.0), otherType).build();

            CaseEvent event = event(take(filed, filing(EventKind.SUPPLEMENT, 2, more)));

            assertThat(event.live().documents()).containsExactly(carriers, otherType);
        }

        private static SupportingDocument document(String type, String number, @Nullable Double amount) {
            return new SupportingDocument(type, number, amount, "EUR", 1.0, null, null, null, null, null, null);
        }

        @Test
        void arrivalSetsActualTimesAndNothingElse() {
            Instant landed = Consignments.DEPARTURE.plus(Duration.ofDays(29));
            Consignment times = bare().routing(
                            new Leg(2, LegFunction.DISCHARGE, "BEANR", null, null, landed, null, landed, null))
                    .onDay(31)
                    .build();

            List<LedgerStep> steps = take(created(), filing(EventKind.ARRIVAL, OTHER_MRN, 1, times));

            Leg discharge = Objects.requireNonNull(event(steps).live().discharge());
            assertThat(discharge.ata()).isEqualTo(landed);
            assertThat(discharge.locode()).isEqualTo("NLRTM");
            assertThat(event(steps).amendments()).isZero();
            assertThat(after(steps).filing())
                    .as("a notice of arrival is no version of the bill's filing")
                    .isEqualTo(created().filing());
            assertThat(step(take(after(steps), filing(EventKind.ARRIVAL, OTHER_MRN, 2, times)))
                            .note())
                    .isEqualTo(Note.NOTHING_NEW);
        }

        @Test
        void statusIsNotedWhateverIsThere() {
            assertThat(step(take(null, filing(EventKind.STATUS, 1, light))).note())
                    .isEqualTo(Note.STATUS);
            assertThat(step(take(null, filing(EventKind.STATUS, 1, light))).after())
                    .isNull();
            assertThat(step(take(created(), filing(EventKind.STATUS, 2, light))).after())
                    .isEqualTo(created());
        }

        @Test
        void deleteWithdrawsTheLiveVersionOnce() {
            List<LedgerStep> deleted = take(created(), filing(EventKind.DELETE, 2, light));

            assertThat(event(deleted).kind()).isEqualTo(Kind.WITHDRAWN);
            assertThat(event(deleted).before()).isEqualTo(light);
            assertThat(event(deleted).now()).isNull();
            assertThat(refusal(take(after(deleted), filing(EventKind.DELETE, 3, heavy)))
                            .code())
                    .isEqualTo(Refusal.Code.UNKNOWN_CONSIGNMENT);
        }

        @Test
        void duplicateIsNotedWheneverItWasReceived() {
            Filing again = filing(
                    EventKind.CREATE, 1, light.receivedAt(light.receivedAt().plusSeconds(60)));

            LedgerStep step = step(take(created(), again));

            assertThat(step.note()).isEqualTo(Note.DUPLICATE_FILING);
            assertThat(step.after()).isEqualTo(created());
            assertThat(step.event()).isNull();
        }

        @Test
        void duplicateOfAnEarlierVersionIsStillADuplicate() {
            LedgerEntry amended = after(take(created(), filing(EventKind.REPLACE, 2, heavy)));

            assertThat(step(take(amended, filing(EventKind.CREATE, 1, light))).note())
                    .isEqualTo(Note.DUPLICATE_FILING);
        }

        @ParameterizedTest
        @EnumSource(
                value = EventKind.class,
                names = {"CREATE", "REPLACE", "PATCH", "DELETE"})
        void staleVersionsWithOtherContentAreRefused(EventKind kind) {
            LedgerEntry amended = after(take(created(), filing(EventKind.REPLACE, 3, heavy)));

            Refusal refusal =
                    refusal(take(amended, filing(kind, 2, consignment().build())));

            assertThat(refusal.code()).isEqualTo(Refusal.Code.STALE_VERSION);
            assertThat(refusal.message()).contains("version 2", "version 3", "MAEU:HBL-1:2026");
        }

        @Test
        void staleIsWhatWasFiledEarlierUnderTheSameVersion() {
            Filing first = filedAt(-1, filing(EventKind.CREATE, 1, light));
            LedgerEntry entry = after(take(null, first));
            for (int i = 0; i <= LedgerEntry.MOST_FINGERPRINTS; i++) {
                Consignment heavier = as(heavy).weighingKg(2_000 + i).build();
                entry = after(take(entry, filedAt(i, filing(EventKind.REPLACE, 1, heavier))));
            }

            assertThat(refusal(take(entry, first)).code()).isEqualTo(Refusal.Code.STALE_VERSION);
        }

        @Test
        void tooLargeABillGrowsNoFurther() {
            GoodsItem[] items = new GoodsItem[9_999];
            for (int i = 0; i < items.length; i++) {
                items[i] = Consignments.item(i + 1, "620520", "CN", 1.0);
            }
            LedgerEntry entry = after(take(
                    null, filing(EventKind.CREATE, 1, as(light).items(items).build())));
            Consignment one =
                    bare().items(Consignments.item(10_000, "620520", "CN", 1.0)).build();
            Consignment another =
                    bare().items(Consignments.item(10_001, "620520", "CN", 1.0)).build();

            entry = after(take(entry, filing(EventKind.SUPPLEMENT, 2, one)));
            Refusal refusal = refusal(take(entry, filing(EventKind.SUPPLEMENT, 3, another)));

            assertThat(refusal.code()).isEqualTo(Refusal.Code.TOO_LARGE);
            assertThat(refusal.message()).contains("items=10001", "MAEU:HBL-1:2026");
        }

        @Test
        void movedToAnotherShipperCarriesBothAndTheOutcomeOfTheFirst() {
            LedgerEntry known = after(take(created(), found(1)));
            Consignment moved = as(heavy).shippedBy("CN555").build();

            CaseEvent event = event(take(known, filing(EventKind.REPLACE, 2, moved)));

            assertThat(event.before()).isEqualTo(light);
            assertThat(event.now()).isEqualTo(firstFiled(moved));
            assertThat(event.outcome()).isEqualTo(found(1));
            assertThat(event.inspectedBefore()).isEqualTo(light);
        }
    }

    @Nested
    class Early {
        @Test
        void earlyInputsFollowTheirCreateOutcomesFirstThenByVersion() {
            Consignment heavier = consignment().weighingKg(9_500).onDay(2).build();
            LedgerEntry waiting = null;
            waiting = after(take(waiting, filing(EventKind.REPLACE, 3, heavier)));
            waiting = after(take(waiting, filing(EventKind.REPLACE, 2, heavy)));
            waiting = after(take(waiting, found(1)));
            assertThat(waiting.standing()).isEqualTo(Standing.EXPECTED);
            Filing create = filing(EventKind.CREATE, 1, light);

            List<LedgerStep> steps = take(waiting, create);

            assertThat(steps)
                    .extracting(step -> required(step.event()).kind())
                    .containsExactly(Kind.FILED, Kind.OUTCOME_KNOWN, Kind.AMENDED, Kind.AMENDED);
            assertThat(steps)
                    .extracting(LedgerStep::position)
                    .containsExactly(
                            create.position(),
                            create.position().then(1),
                            create.position().then(2),
                            create.position().then(3))
                    .isSorted();
            assertThat(event(steps).now()).isEqualTo(firstFiled(heavier));
            assertThat(event(steps).outcome()).isEqualTo(found(1));
            assertThat(after(steps).early()).isEmpty();
        }

        @Test
        void earlyDeleteWithdrawsAsSoonAsItsCreateIsThere() {
            LedgerEntry waiting = after(take(null, filing(EventKind.DELETE, 2, light)));

            List<LedgerStep> steps = take(waiting, filing(EventKind.CREATE, 1, light));

            assertThat(steps)
                    .extracting(step -> required(step.event()).kind())
                    .containsExactly(Kind.FILED, Kind.WITHDRAWN);
        }

        @ParameterizedTest
        @EnumSource(
                value = EventKind.class,
                names = {"REPLACE", "PATCH", "SUPPLEMENT", "ARRIVAL", "DELETE"})
        void tooEarlyIsRefusedWithItsBytesWhenNobodyCreates(EventKind kind) {
            Filing filing = filing(kind, 2, light);
            LedgerEntry waiting = after(take(null, filing));
            long last = filing.position().orderTime() + SETTINGS.holdEarly().toMillis();

            assertThat(ledger.passed(waiting, last)).as("still waited for").isEmpty();
            List<LedgerStep> steps = ledger.passed(waiting, last + 1);

            assertThat(refusal(steps).code()).isEqualTo(Refusal.Code.UNKNOWN_CONSIGNMENT);
            assertThat(refusal(steps).message()).contains(kind.name(), "send a CREATE first", "MAEU:HBL-1:2026");
            assertThat(step(steps).origin()).isEqualTo(origin("filing " + kind + " 2"));
            assertThat(step(steps).position().orderTime()).isEqualTo(last);
            assertThat(after(steps).isEmpty()).isTrue();
        }

        @Test
        void tooEarlyOutcomesAreRefusedUnderTheirOwnCode() {
            LedgerEntry waiting = after(take(null, found(1)));

            List<LedgerStep> steps = ledger.passed(waiting, Long.MAX_VALUE);

            assertThat(refusal(steps).code()).isEqualTo(Refusal.Code.OUTCOME_FOR_UNKNOWN_CONSIGNMENT);
            assertThat(refusal(steps).message())
                    .contains("state the tenant of its filing (what states none is of 'default'): tenant=");
            assertThat(step(steps).origin()).isEqualTo(origin("outcome 1"));
        }

        @Test
        void earlyDuplicatesDoNotWaitTwice() {
            LedgerEntry waiting = after(take(after(take(null, found(1))), filing(EventKind.REPLACE, 2, heavy)));

            assertThat(step(take(waiting, filing(EventKind.REPLACE, 2, heavy))).note())
                    .isEqualTo(Note.DUPLICATE_FILING);
            assertThat(step(take(waiting, found(1))).note()).isEqualTo(Note.DUPLICATE_OUTCOME);
        }

        @Test
        void earlyInputsAreBounded() {
            LedgerEntry waiting = null;
            for (int version = 2; version < 2 + LedgerEntry.MOST_EARLY; version++) {
                waiting = after(take(waiting, filing(EventKind.REPLACE, version, heavy)));
            }

            assertThat(refusal(take(waiting, filing(EventKind.REPLACE, 99, heavy)))
                            .message())
                    .contains("8 other inputs wait");
        }

        @Test
        void earlyInputsAreNeverForgottenWhateverTheirOrder() {
            LedgerEntry waiting = after(take(null, found(1)));
            Filing before = filing(EventKind.REPLACE, 2, as(heavy).onDay(-9).build());

            waiting = after(take(waiting, before));

            assertThat(waiting.until())
                    .isGreaterThan(found(1).position().orderTime()
                            + SETTINGS.holdEarly().toMillis());
        }

        @Test
        void earlyBytesComeBackWithARefusalThatFollowsTheCreate() {
            LedgerEntry waiting = after(take(null, filing(EventKind.DELETE, 2, light)));
            waiting = after(take(waiting, filing(EventKind.REPLACE, 3, heavy)));

            List<LedgerStep> steps = take(waiting, filing(EventKind.CREATE, 1, light));

            assertThat(refusal(steps).code())
                    .as("nothing is left to replace")
                    .isEqualTo(Refusal.Code.UNKNOWN_CONSIGNMENT);
            assertThat(step(steps).origin()).isEqualTo(origin("filing REPLACE 3"));
        }
    }

    @Nested
    class FiledAgain {
        private LedgerEntry deleted() {
            return after(take(created(), filing(EventKind.DELETE, 2, light)));
        }

        private CaseEvent refiled(Duration after, Consignments.Draft draft) {
            Instant at = light.receivedAt().plus(after);
            return event(take(
                    deleted(),
                    filing(EventKind.CREATE, OTHER_MRN, 1, draft.receivedAt(at).build())));
        }

        @Test
        void refileWithin72HoursTellsHowItDiffers() {
            CaseEvent event = refiled(
                    Duration.ofDays(3),
                    as(light).filer("FORWARDER-2").consignedTo("NL999").office("NL000396"));

            CaseHistory.Refiling refiling = required(event.history().refiling());
            assertThat(event.kind()).isEqualTo(Kind.FILED);
            assertThat(event.amendments()).as("the withdrawal is not forgotten").isEqualTo(1);
            assertThat(refiling.otherFiler()).isTrue();
            assertThat(refiling.otherParty()).isTrue();
            assertThat(refiling.otherOffice()).isTrue();
            assertThat(refiling.filerBefore()).isEqualTo("FORWARDER-1");
        }

        @Test
        void refileOfTheSameThingDiffersInNothing() {
            CaseHistory.Refiling refiling =
                    required(refiled(Duration.ofHours(1), as(light)).history().refiling());

            assertThat(refiling.otherFiler() || refiling.otherParty() || refiling.otherOffice())
                    .isFalse();
        }

        @Test
        void refileLaterIsAnotherStory() {
            assertThat(refiled(Duration.ofHours(73), as(light)).history()).isEqualTo(CaseHistory.NONE);
        }

        @Test
        void refileIsNotHitByAnotherWithdrawalOfTheOldNumber() {
            LedgerEntry again = after(take(deleted(), filing(EventKind.CREATE, OTHER_MRN, 1, heavy)));

            LedgerStep step = step(take(again, filing(EventKind.DELETE, 3, light)));

            assertThat(step.note()).isEqualTo(Note.SUPERSEDED_NUMBER);
            assertThat(required(step.after()).isLive()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void newNumberAmendsWhetherOrNotItSaysThatItSupersedes(boolean supersedes) {
            Filing filing = filing(EventKind.CREATE, OTHER_MRN, 1, supersedes ? MRN : null, heavy);

            List<LedgerStep> steps = take(created(), filing);

            assertThat(event(steps).kind()).isEqualTo(Kind.AMENDED);
            assertThat(required(after(steps).filing()).filingId()).isEqualTo(OTHER_MRN);
        }

        private LedgerEntry underANewNumber() {
            LedgerEntry third = after(take(created(), filing(EventKind.REPLACE, 3, light(3))));
            return after(take(third, filing(EventKind.CREATE, OTHER_MRN, 1, MRN, heavy)));
        }

        private Consignment light(double massKg) {
            return as(light).weighingKg(massKg).build();
        }

        @Test
        void supersededNumbersAreTidiedAwayWithoutHarm() {
            LedgerStep step = step(take(underANewNumber(), filing(EventKind.DELETE, 4, light)));

            assertThat(step.note()).isEqualTo(Note.SUPERSEDED_NUMBER);
            assertThat(required(step.after()).last()).isEqualTo(firstFiled(heavy));
        }

        @ParameterizedTest
        @EnumSource(
                value = EventKind.class,
                names = {"CREATE", "REPLACE", "PATCH"})
        void supersededNumbersStateNothingAnyMore(EventKind kind) {
            for (int version : new int[] {2, 4}) {
                Refusal refusal = refusal(take(underANewNumber(), filing(kind, version, light(version))));

                assertThat(refusal.code()).isEqualTo(Refusal.Code.STALE_VERSION);
                assertThat(refusal.message()).contains(MRN);
            }
        }

        @Test
        void supersededNumbersNeedNotHaveBeenHere() {
            LedgerEntry entry = after(take(null, filing(EventKind.CREATE, OTHER_MRN, 1, MRN, heavy)));

            assertThat(refusal(take(entry, filing(EventKind.CREATE, 1, light))).code())
                    .isEqualTo(Refusal.Code.STALE_VERSION);
        }

        @Test
        void supersededNumbersComeBackWhenTheySupersede() {
            List<LedgerStep> steps = take(underANewNumber(), filing(EventKind.CREATE, MRN, 4, OTHER_MRN, light(4)));

            assertThat(event(steps).kind()).isEqualTo(Kind.AMENDED);
            assertThat(step(take(after(steps), filing(EventKind.DELETE, OTHER_MRN, 2, heavy)))
                            .note())
                    .isEqualTo(Note.SUPERSEDED_NUMBER);
        }

        @Test
        void supersededNumbersFileABillThatWasWithdrawnSince() {
            LedgerEntry withdrawn = after(take(underANewNumber(), filing(EventKind.DELETE, OTHER_MRN, 2, heavy)));

            assertThat(refusal(take(withdrawn, filing(EventKind.CREATE, 2, light(2))))
                            .code())
                    .isEqualTo(Refusal.Code.STALE_VERSION);
            assertThat(event(take(withdrawn, filing(EventKind.CREATE, 4, light(4))))
                            .kind())
                    .isEqualTo(Kind.FILED);
        }

        @Test
        void newNumberIsNoneWhereAFileLeavesItOut() {
            String none = light.key().value();
            Consignment anonymous = as(light(5)).filer("UNKNOWN").build();
            LedgerEntry patched = after(take(created(), filing(EventKind.PATCH, none, 1, anonymous)));
            LedgerEntry replaced = after(take(patched, filing(EventKind.REPLACE, none, 1, anonymous)));

            assertThat(required(replaced.filing()).filingId()).isEqualTo(MRN);
            assertThat(event(take(replaced, filing(EventKind.REPLACE, 2, light(7))))
                            .live()
                            .massKg())
                    .as("the number in force goes on")
                    .isEqualTo(7);
            assertThat(event(take(replaced, filing(EventKind.DELETE, 2, light))).kind())
                    .isEqualTo(Kind.WITHDRAWN);
            assertThat(event(take(replaced, filing(EventKind.DELETE, none, 1, anonymous)))
                            .kind())
                    .isEqualTo(Kind.WITHDRAWN);
        }

        @Test
        void newNumberOfABillThatHadNoneSupersedesNothing() {
            String none = light.key().value();
            LedgerEntry numbered = after(take(
                    after(take(null, filing(EventKind.CREATE, none, 1, light))), filing(EventKind.REPLACE, 1, heavy)));

            assertThat(event(take(numbered, filing(EventKind.PATCH, none, 1, light(5))))
                            .live()
                            .massKg())
                    .isEqualTo(5);
        }

        @Test
        void newNumberIsNotThatOfAPatch() {
            LedgerEntry patched = after(take(created(), filing(EventKind.PATCH, OTHER_MRN, 1, light(5))));

            assertThat(event(take(patched, filing(EventKind.REPLACE, 2, light(7))))
                            .live()
                            .massKg())
                    .isEqualTo(7);
        }

        @Test
        void supersededNumbersAreBounded() {
            LedgerEntry entry = created();
            for (int i = 0; i < 20; i++) {
                entry = after(take(entry, filing(EventKind.CREATE, "26NL" + i, 1, light(100 + i))));
            }

            assertThat(entry.superseded()).hasSize(LedgerEntry.MOST_SUPERSEDED);
            assertThat(entry.superseded("26NL18")).isNotNull();
            assertThat(entry.superseded("26NL19")).isNull();
        }
    }

    @Nested
    class Rivals {
        private LedgerEntry contested() {
            return after(take(created(), filing(EventKind.CREATE, OTHER_MRN, 1, ofAnother)));
        }

        @Test
        void takenOverByAFilerThatSupersedes() {
            assertThat(event(take(created(), filing(EventKind.CREATE, OTHER_MRN, 1, MRN, ofAnother)))
                            .kind())
                    .isEqualTo(Kind.AMENDED);
        }

        @Test
        void takenOverByARivalThatSupersedes() {
            List<LedgerStep> steps = take(contested(), filing(EventKind.CREATE, "26NL3", 1, MRN, ofAnother));

            assertThat(event(steps).kind()).isEqualTo(Kind.AMENDED);
            assertThat(event(steps).before()).isEqualTo(light);
            assertThat(after(steps).rivals()).as("its own claim").isEmpty();
            assertThat(step(take(after(steps), filing(EventKind.DELETE, 2, light)))
                            .note())
                    .as("the first filer tidies up")
                    .isEqualTo(Note.SUPERSEDED_NUMBER);
        }

        @ParameterizedTest
        @EnumSource(
                value = EventKind.class,
                names = {"REPLACE", "PATCH", "DELETE"})
        void foreignFilingsWaitForTheirOwnCreate(EventKind kind) {
            LedgerEntry waiting = after(take(
                    created(),
                    filing(kind, OTHER_MRN, 2, as(ofAnother).weighingKg(5).build())));
            assertThat(waiting.last()).isEqualTo(light);

            List<LedgerStep> steps = take(waiting, filing(EventKind.CREATE, OTHER_MRN, 1, ofAnother));

            assertThat(steps).hasSize(2);
            assertThat(event(steps.subList(0, 1)).kind()).isEqualTo(Kind.CONTESTED);
            assertThat(after(steps).last()).isEqualTo(light);
            assertThat(after(steps).early()).isEmpty();
            if (kind == EventKind.DELETE) {
                assertThat(step(steps).note()).isEqualTo(Note.RIVAL_CLAIM_WITHDRAWN);
            } else {
                assertThat(event(steps).kind()).isEqualTo(Kind.CONTESTED);
                assertThat(event(steps).live().massKg()).isEqualTo(5);
            }
        }

        @Test
        void foreignFilingsAreGivenBackWhenTheirCreateDoesNotCome() {
            LedgerEntry waiting = after(take(created(), filing(EventKind.DELETE, OTHER_MRN, 2, ofAnother)));
            // The first filer's own amendments go on meanwhile.
            waiting = after(take(waiting, filing(EventKind.REPLACE, 2, heavy)));
            assertThat(waiting.last()).isEqualTo(firstFiled(heavy));
            long due = required(waiting.billsDueAt());

            List<LedgerStep> steps = ledger.passed(waiting, due);

            assertThat(refusal(steps).code()).isEqualTo(Refusal.Code.UNKNOWN_CONSIGNMENT);
            assertThat(refusal(steps).message()).contains("another filer's", OTHER_MRN);
            assertThat(step(steps).origin()).isEqualTo(origin("filing DELETE 2"));
            assertThat(after(steps).isLive()).isTrue();
        }

        @Test
        void foreignFilingsWaitOnWhenTheBillIsCreatedByAnother() {
            LedgerEntry waiting = after(take(null, filing(EventKind.REPLACE, OTHER_MRN, 2, ofAnother)));

            List<LedgerStep> steps = take(waiting, filing(EventKind.CREATE, 1, light));

            assertThat(steps).hasSize(1);
            assertThat(after(steps).last()).isEqualTo(light);
            assertThat(after(steps).early()).hasSize(1);
        }

        @Test
        void foreignPartialFilingsCompleteTheBill() {
            Consignment more = bare().filer("BUYER-1")
                    .items(Consignments.item(2, "620530", "CN", 70.0))
                    .build();

            CaseEvent event = event(take(created(), filing(EventKind.SUPPLEMENT, OTHER_MRN, 1, more)));

            assertThat(event.kind()).isEqualTo(Kind.AMENDED);
            assertThat(event.live().filer()).isEqualTo(light.filer());
        }

        @Test
        void rivalIsAssessedBesideTheLiveVersionWhichStays() {
            List<LedgerStep> steps = take(created(), filing(EventKind.CREATE, OTHER_MRN, 1, ofAnother));

            CaseEvent event = event(steps);
            assertThat(event.kind()).isEqualTo(Kind.CONTESTED);
            assertThat(event.isAssessed()).isTrue();
            assertThat(event.isLearned()).isFalse();
            assertThat(event.now()).isEqualTo(ofAnother);
            assertThat(event.filing().filingId()).isEqualTo(OTHER_MRN);
            assertThat(event.history().rivals())
                    .containsExactly(new CaseHistory.RivalClaim("FORWARDER-1", MRN, light.receivedAt(), true, false));
            assertThat(after(steps).last()).isEqualTo(light);
            assertThat(event(take(after(steps), filing(EventKind.REPLACE, 2, heavy)))
                            .history()
                            .rivals())
                    .as("the first one hears of it at its next event")
                    .hasSize(1);
        }

        @Test
        void rivalAmendsItsOwnClaimAndTheFirstOneItsOwn() {
            Consignment patch = bare().filer("FORWARDER-2").office("NL000396").build();

            List<LedgerStep> theirs = take(contested(), filing(EventKind.PATCH, OTHER_MRN, 2, patch));
            List<LedgerStep> ours = take(after(theirs), filing(EventKind.REPLACE, 2, heavy));

            assertThat(event(theirs).kind()).isEqualTo(Kind.CONTESTED);
            assertThat(event(theirs).live().office()).isEqualTo("NL000396");
            assertThat(event(theirs).live().consignee()).isEqualTo(ofAnother.consignee());
            assertThat(event(ours).kind()).isEqualTo(Kind.AMENDED);
            assertThat(event(ours).now()).isEqualTo(firstFiled(heavy));
            assertThat(refusal(take(after(theirs), filing(EventKind.REPLACE, OTHER_MRN, 1, heavy)))
                            .code())
                    .as("versions are counted for each claim")
                    .isEqualTo(Refusal.Code.STALE_VERSION);
        }

        @Test
        void rivalGoesWithoutANoise() {
            LedgerStep step = step(take(contested(), filing(EventKind.DELETE, OTHER_MRN, 2, ofAnother)));

            assertThat(step.note()).isEqualTo(Note.RIVAL_CLAIM_WITHDRAWN);
            assertThat(required(step.after()).last()).isEqualTo(light);
            assertThat(required(step.after()).rivals()).isEmpty();
        }

        @Test
        void rivalStandsWhenTheLiveVersionIsWithdrawn() {
            List<LedgerStep> steps = take(contested(), filing(EventKind.DELETE, 2, light));

            CaseEvent event = event(steps);
            assertThat(event.kind()).isEqualTo(Kind.AMENDED);
            assertThat(event.before()).isEqualTo(light);
            assertThat(event.now()).isEqualTo(ofAnother);
            assertThat(event.filing().filingId()).isEqualTo(OTHER_MRN);
            assertThat(event.history().changes()).containsExactly(Change.CONSIGNEE);
            assertThat(after(steps).rivals()).isEmpty();
        }

        @Test
        void rivalStandsWithoutWhatWasFoundOnTheFirstBill() {
            LedgerEntry known = after(take(contested(), found(1)));

            List<LedgerStep> steps = take(known, filing(EventKind.DELETE, 2, light));

            assertThat(event(steps).outcome()).isNull();
            CaseEvent corrected = event(take(after(steps), found(2)));
            assertThat(corrected.now()).as("the bill that was inspected").isEqualTo(light);
            assertThat(corrected.outcomeBefore()).isEqualTo(found(1));
        }

        @Test
        void rivalGoesOnceAndWithdrawsNobodyElse() {
            LedgerEntry alone = after(take(contested(), filing(EventKind.DELETE, OTHER_MRN, 2, ofAnother)));

            LedgerEntry after = after(take(alone, filing(EventKind.DELETE, OTHER_MRN, 3, ofAnother)));

            assertThat(after.isLive()).isTrue();
            assertThat(after.last()).isEqualTo(light);
        }

        @Test
        void rivalIsReplacedByWhoSupersedesItsFiling() {
            Consignment third = as(ofAnother).filer("FORWARDER-3").build();

            List<LedgerStep> steps = take(contested(), filing(EventKind.CREATE, "26NL3", 1, OTHER_MRN, third));

            assertThat(event(steps).kind()).isEqualTo(Kind.CONTESTED);
            assertThat(after(steps).rivals()).extracting(Claim::stated).containsExactly(third);
            assertThat(step(take(after(steps), filing(EventKind.DELETE, OTHER_MRN, 2, ofAnother)))
                            .note())
                    .isEqualTo(Note.SUPERSEDED_NUMBER);
        }

        @Test
        void rivalStandsInTheOrderOfTheFirstClaims() {
            LedgerEntry two = after(take(
                    contested(),
                    filing(
                            EventKind.CREATE,
                            "26NL3",
                            1,
                            as(ofAnother).filer("FORWARDER-3").build())));
            LedgerEntry amended = after(take(
                    two,
                    filing(
                            EventKind.REPLACE,
                            OTHER_MRN,
                            2,
                            as(ofAnother).weighingKg(5).build())));

            assertThat(required(event(take(amended, filing(EventKind.DELETE, 2, light)))
                                    .now())
                            .filer()
                            .id())
                    .isEqualTo("FORWARDER-2");
        }

        @Test
        void rivalsWithoutNumbersAreToldApartByFiler() {
            String none = light.key().value();
            LedgerEntry first = after(take(null, filing(EventKind.CREATE, none, 1, light)));

            List<LedgerStep> steps = take(first, filing(EventKind.CREATE, none, 1, ofAnother));

            assertThat(event(steps).kind()).isEqualTo(Kind.CONTESTED);
            LedgerStep gone = step(take(after(steps), filing(EventKind.DELETE, none, 1, ofAnother)));
            assertThat(gone.note()).isEqualTo(Note.RIVAL_CLAIM_WITHDRAWN);
            assertThat(required(gone.after()).last()).isEqualTo(light);
        }

        @Test
        void manyRivalsAreRefused() {
            LedgerEntry two = after(take(
                    contested(),
                    filing(
                            EventKind.CREATE,
                            "26NL3",
                            1,
                            as(ofAnother).filer("FORWARDER-3").build())));

            Refusal refusal = refusal(take(
                    two,
                    filing(
                            EventKind.CREATE,
                            "26NL4",
                            1,
                            as(ofAnother).filer("FORWARDER-4").build())));

            assertThat(refusal.code()).isEqualTo(Refusal.Code.TOO_MANY_CLAIMS);
            assertThat(refusal.message()).contains("3 filers", "FORWARDER-4");
            Filing delete = filing(
                    EventKind.DELETE,
                    "26NL4",
                    2,
                    as(ofAnother).filer("FORWARDER-4").build());
            assertThat(after(take(two, delete)).last())
                    .as("what is refused cannot withdraw")
                    .isEqualTo(light);
        }

        @Test
        void rivalsNeedKnownFilers() {
            Consignment anonymous = as(ofAnother).filer("UNKNOWN").build();

            assertThat(event(take(created(), filing(EventKind.CREATE, OTHER_MRN, 1, anonymous)))
                            .kind())
                    .isEqualTo(Kind.AMENDED);
        }
    }

    @Nested
    class Outcomes {
        @Test
        void outcomeFindsItsConsignment() {
            CaseEvent event = event(take(created(), found(1)));

            assertThat(event.kind()).isEqualTo(Kind.OUTCOME_KNOWN);
            assertThat(event.now()).isEqualTo(light);
            assertThat(event.outcome()).isEqualTo(found(1));
            assertThat(event.outcomeBefore()).isNull();
        }

        @Test
        void outcomeOnWithdrawnFindsItsConsignmentToo() {
            LedgerEntry deleted = after(take(created(), filing(EventKind.DELETE, 2, light)));

            assertThat(event(take(deleted, found(1))).now()).isEqualTo(light);
        }

        @Test
        void correctedOutcomesCarryTheEarlierOne() {
            LedgerEntry known = after(take(created(), found(1)));

            assertThat(event(take(known, found(2))).outcomeBefore()).isEqualTo(found(1));
            assertThat(step(take(known, found(1))).note()).isEqualTo(Note.DUPLICATE_OUTCOME);
        }

        @Test
        void inspectedIsTheVersionOfThenHoweverOftenItIsAmended() {
            LedgerEntry known = after(take(created(), found(1)));
            LedgerEntry moved = after(take(
                    known,
                    filing(EventKind.REPLACE, 2, as(heavy).shippedBy("CN555").build())));

            CaseEvent again = event(take(
                    moved,
                    filing(EventKind.REPLACE, 3, as(heavy).shippedBy("CN777").build())));
            assertThat(again.outcome()).isEqualTo(found(1));
            assertThat(again.inspectedBefore()).isEqualTo(light);
            CaseEvent corrected = event(take(moved, found(2)));
            assertThat(corrected.now()).isEqualTo(light);
            assertThat(corrected.outcomeBefore()).isEqualTo(found(1));
        }

        private LedgerEntry filedAgain() {
            LedgerEntry known = after(take(created(), found(1)));
            LedgerEntry deleted = after(take(known, filing(EventKind.DELETE, 2, light)));
            return after(take(deleted, filing(EventKind.CREATE, 3, heavy)));
        }

        @Test
        void settledIsWhatWasFoundBeforeAWithdrawal() {
            assertThat(event(take(filedAgain(), filing(EventKind.REPLACE, 4, light)))
                            .outcome())
                    .isNull();
        }

        @Test
        void settledOutcomesAreStillKnownAndCorrected() {
            assertThat(step(take(filedAgain(), found(1))).note()).isEqualTo(Note.DUPLICATE_OUTCOME);

            CaseEvent corrected = event(take(filedAgain(), found(2)));

            assertThat(corrected.now()).isEqualTo(light);
            assertThat(corrected.outcomeBefore()).isEqualTo(found(1));
        }
    }

    @Nested
    class Due {
        private final Consignment master =
                consignment().level(BillLevel.MASTER).master(null).build();

        private long due(LedgerEntry entry) {
            return required(entry.billsDueAt());
        }

        @Test
        void listedIsAmendedByNothing() {
            LedgerEntry entry = after(take(null, filing(EventKind.CREATE, 1, master)));

            LedgerStep step = ledger.lookAgain(entry, due(entry));

            CaseEvent event = required(step.event());
            assertThat(event.kind()).isEqualTo(Kind.AMENDED);
            assertThat(event.before()).isEqualTo(event.now()).isEqualTo(master);
            assertThat(event.sequence()).isEqualTo(entry.sequence() + 1);
            assertThat(event.position().orderTime()).isEqualTo(due(entry));
            assertThat(event.amendments()).isZero();
            assertThat(required(step.after()).billsDueAt()).isEqualTo(entry.billsDueAt());
        }

        @Test
        void dueADayBeforeArrivalAndOnce() {
            LedgerEntry entry = after(take(null, filing(EventKind.CREATE, 1, master)));
            Instant arrival = Consignments.DEPARTURE.plus(Duration.ofDays(30));
            assertThat(due(entry)).isEqualTo(arrival.minus(Duration.ofDays(1)).toEpochMilli());

            assertThat(ledger.passed(entry, due(entry)))
                    .as("the moment itself is in time")
                    .isEmpty();
            List<LedgerStep> steps = ledger.passed(entry, due(entry) + 1);

            CaseEvent event = event(steps);
            assertThat(event.kind()).isEqualTo(Kind.DUE);
            assertThat(event.before()).isNull();
            assertThat(event.now()).isEqualTo(master);
            assertThat(event.sequence()).isEqualTo(2);
            assertThat(event.amendments()).isZero();
            assertThat(event.position()).isEqualTo(Position.due(due(entry), "test|MAEU:HBL-1:2026", 2));
            assertThat(event.history().billsDue()).isTrue();
            assertThat(after(steps).nextMoment()).isEqualTo(Long.MAX_VALUE);
            CaseEvent later = event(take(
                    after(steps),
                    filing(EventKind.REPLACE, 2, as(master).onDay(33).build())));
            assertThat(later.history().billsDue()).isTrue();
        }

        @Test
        void dueOnlyWhereBillsBelongTogether() {
            assertThat(created().billsDueAt()).as("a house with its master").isNotNull();
            assertThat(after(take(
                                    null,
                                    filing(
                                            EventKind.CREATE,
                                            1,
                                            consignment().master(null).build())))
                            .billsDueAt())
                    .as("a house that names no master")
                    .isNull();
            assertThat(after(take(
                                    null,
                                    filing(
                                            EventKind.CREATE,
                                            1,
                                            consignment()
                                                    .level(BillLevel.STRAIGHT)
                                                    .build())))
                            .billsDueAt())
                    .isNull();
        }

        @Test
        void dueMovesWithTheArrival() {
            LedgerEntry entry = after(take(null, filing(EventKind.CREATE, 1, master)));
            Consignment later = as(master)
                    .routing(
                            master.routing().get(0),
                            new Leg(
                                    2,
                                    LegFunction.DISCHARGE,
                                    "NLRTM",
                                    null,
                                    null,
                                    Consignments.DEPARTURE.plus(Duration.ofDays(40)),
                                    null,
                                    null,
                                    null))
                    .build();

            assertThat(due(after(take(entry, filing(EventKind.REPLACE, 2, later)))))
                    .isEqualTo(due(entry) + Duration.ofDays(10).toMillis());
        }

        @Test
        void dueAfterFilingWhereTheArrivalIsUnknownPastOrMistyped() {
            for (Consignment filed : List.of(
                    as(master).routing().deadlines(null).build(),
                    as(master).onDay(60).build(),
                    as(master).onDay(-4_000).build())) {
                LedgerEntry entry = after(take(null, filing(EventKind.CREATE, 1, filed)));

                assertThat(due(entry))
                        .isEqualTo(filed.receivedAt()
                                .plus(SETTINGS.dueAfterFiling())
                                .toEpochMilli());
            }
        }

        @Test
        void dueButNotToldWhereTheFeedEndedBefore() {
            LedgerEntry entry = after(take(null, filing(EventKind.CREATE, 1, master)));
            Ledger ended = new Ledger(SETTINGS.endingAt(due(entry)));

            List<LedgerStep> steps = ended.passed(entry, Long.MAX_VALUE);

            assertThat(steps).singleElement().extracting(LedgerStep::event).isNull();
            assertThat(after(steps).nextMoment()).isEqualTo(Long.MAX_VALUE);
            assertThat(event(new Ledger(SETTINGS.endingAt(due(entry) + 1)).passed(entry, Long.MAX_VALUE))
                            .kind())
                    .isEqualTo(Kind.DUE);
        }

        @Test
        void dueNoMoreOnceWithdrawn() {
            LedgerEntry entry = after(take(created(), filing(EventKind.DELETE, 2, light)));

            assertThat(entry.billsDueAt()).isNull();
        }
    }

    @Nested
    class Histories {
        @Test
        void theFirstConsigneeIsKeptThroughSeveralSwitches() {
            LedgerEntry entry = after(take(
                    created(),
                    filing(
                            EventKind.REPLACE,
                            2,
                            as(light).consignedTo("NL1").onDay(1).build())));
            entry = after(take(
                    entry,
                    filing(
                            EventKind.REPLACE,
                            3,
                            as(light).consignedTo("NL2").onDay(2).build())));

            CaseHistory history = entry.history();
            assertThat(required(history.firstConsignee()).shown()).isEqualTo("Shirts and More BV");
            assertThat(history.consigneeChangedAt())
                    .isEqualTo(consignment().onDay(2).build().receivedAt());

            entry = after(
                    take(entry, filing(EventKind.REPLACE, 4, as(light).onDay(3).build())));
            assertThat(entry.history().consigneeChangedAt())
                    .as("back to the first one")
                    .isNull();
            assertThat(entry.history().changes()).containsExactly(Change.CONSIGNEE);
        }

        @Test
        void theFirstSealsOfABoxAreThoseFirstFiled() {
            Equipment bare = new Equipment("CSQU3054383", "45G1", null, List.of(), null, null, null);
            LedgerEntry entry = after(take(
                    null, filing(EventKind.CREATE, 1, as(light).equipment(bare).build())));
            entry = after(take(entry, filing(EventKind.REPLACE, 2, light)));

            assertThat(required(entry.history().firstSealsOf(light.equipment().get(0)))
                            .seals())
                    .isEqualTo(CaseHistory.sealsOf(light.equipment().get(0)));
        }

        @Test
        void aHistoryIsSmallHoweverMuchIsFiled() {
            Equipment[] boxes = new Equipment[500];
            for (int i = 0; i < boxes.length; i++) {
                boxes[i] = new Equipment(
                        "CSQU" + (1_000_000 + i),
                        null,
                        null,
                        List.of(new Seal("A" + i, "CA", null), new Seal("B" + i, null, null)),
                        null,
                        null,
                        null);
            }
            Consignment large = as(heavy).equipment(boxes).build();
            CaseHistory history =
                    CaseHistory.NONE.amended(large, as(large).consignedTo("NL9").build(), heavy.receivedAt());
            LayoutWriter out = new LayoutWriter();

            CaseHistoryLayout.write(out, history);

            assertThat(history.boxes()).hasSize(CaseHistory.MOST_BOXES);
            assertThat(out.toBytes().length).isLessThan(600);
            assertThat(CaseHistoryLayout.read(new LayoutReader(out.toBytes()))).isEqualTo(history);
        }
    }

    @Test
    void anEntryIsKeptForARetentionAfterArrivalHoweverFarOffAMistypedArrivalIs() {
        Instant arrival = Consignments.DEPARTURE.plus(Duration.ofDays(30));

        assertThat(created().until())
                .isEqualTo(arrival.plus(SETTINGS.retention()).toEpochMilli());
        Consignment mistyped = consignment().onDay(-4_000).build();
        assertThat(after(take(null, filing(EventKind.CREATE, 1, mistyped))).until())
                .isEqualTo(mistyped.receivedAt().plus(Duration.ofDays(365 + 90)).toEpochMilli());
    }

    @Test
    void anEntryReadsBackAsItWasWritten() {
        LedgerEntry entry = after(take(created(), found(1)));
        entry = after(take(entry, filing(EventKind.REPLACE, 2, heavy)));
        entry = after(take(entry, filing(EventKind.CREATE, "26NL5", 2, MRN, heavy)));
        LedgerEntry again = after(take(
                after(take(entry, filing(EventKind.DELETE, "26NL5", 3, heavy))), filing(EventKind.CREATE, 4, light)));
        entry = after(take(entry, filing(EventKind.CREATE, OTHER_MRN, 1, ofAnother)));
        LedgerEntry waiting = after(take(after(take(null, found(1))), filing(EventKind.REPLACE, 2, heavy)));

        assertThat(LedgerEntry.read(entry.write())).isEqualTo(entry);
        assertThat(LedgerEntry.read(waiting.write())).isEqualTo(waiting);
        assertThat(required(again.inspection()).closed()).isTrue();
        assertThat(LedgerEntry.read(again.write())).isEqualTo(again);
    }

    @Test
    void versionOneOfTheLayoutStaysReadable() throws IOException {
        byte[] pinned = HexFormat.of().parseHex(pinned("ledger-entry-v1.hex"));

        assertThat(HexFormat.of().formatHex(created().write())).isEqualTo(pinned("ledger-entry-v1.hex"));
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
        CaseEvent amended = event(take(
                after(take(created(), found(1))),
                filing(EventKind.REPLACE, 2, as(heavy).consignedTo("NL7").build())));
        CaseEvent contested = event(take(created(), filing(EventKind.CREATE, OTHER_MRN, 1, ofAnother)));
        CaseEvent inspected = event(take(
                after(take(after(take(created(), found(1))), filing(EventKind.REPLACE, 2, heavy))),
                filing(EventKind.REPLACE, 3, light)));
        LayoutWriter out = new LayoutWriter();
        CaseEventLayout.write(out, amended);
        CaseEventLayout.write(out, contested);
        CaseEventLayout.write(out, inspected);
        FilingLayout.write(out, filing(EventKind.CREATE, 1, light));
        OutcomeLayout.write(out, found(1));

        LayoutReader in = new LayoutReader(out.toBytes());

        assertThat(CaseEventLayout.read(in)).isEqualTo(amended);
        assertThat(CaseEventLayout.read(in)).isEqualTo(contested);
        assertThat(CaseEventLayout.read(in)).isEqualTo(inspected);
        assertThat(FilingLayout.read(in)).isEqualTo(filing(EventKind.CREATE, 1, light));
        assertThat(OutcomeLayout.read(in)).isEqualTo(found(1));
        assertThat(in.atEnd()).isTrue();
    }

    /** As releases before 0.3 wrote an outcome; nobody says how it was chosen. */
    @Test
    void anOutcomeOfAnOlderLayoutIsReadAndANewOneKeepsHowItWasChosen() {
        Outcome old = found(1);
        LayoutWriter out = new LayoutWriter();
        out.text(old.tenant())
                .text(old.consignmentKey().value())
                .text(old.code().name());
        out.flag(old.examined()).signed(old.version()).instant(old.reportedAt());
        out.text(old.office()).text(old.reason()).text(old.goodsKind());
        PositionLayout.write(out, old.position());
        byte[] before = out.toBytes();

        assertThat(OutcomeLayout.read(new LayoutReader(before)))
                .isEqualTo(old)
                .extracting(Outcome::chosen)
                .isEqualTo(Chosen.UNSAID);
        OutcomeLayout.write(out.clear(), old);
        assertThat(out.toBytes()).as("not a byte more where nobody says").isEqualTo(before);
        for (Chosen chosen : List.of(
                new Chosen(Chosen.By.RANDOM, 0.02, null, null),
                new Chosen(Chosen.By.ENGINE, null, "RED", "0123abc"),
                Chosen.by(Chosen.By.TIP),
                Chosen.by(Chosen.By.UNKNOWN))) {
            LedgerEntry entry = after(take(created(), old.chosen(chosen)));
            assertThat(LedgerEntry.read(entry.write())).isEqualTo(entry);
            OutcomeLayout.write(out.clear(), old.chosen(chosen));
            assertThat(OutcomeLayout.read(new LayoutReader(out.toBytes()))).isEqualTo(old.chosen(chosen));
        }
    }

    @Test
    void aCorrectionKeepsHowItWasChosenUnlessItSaysAnother() {
        Chosen drawn = new Chosen(Chosen.By.RANDOM, 0.02, null, null);
        Chosen other = new Chosen(Chosen.By.RANDOM, 0.05, null, null);
        LedgerEntry entry = after(take(created(), found(1).chosen(drawn)));
        Map.of(
                        Chosen.UNSAID,
                        drawn,
                        Chosen.by(Chosen.By.RANDOM),
                        drawn,
                        other,
                        other,
                        Chosen.by(Chosen.By.TIP),
                        Chosen.by(Chosen.By.TIP),
                        Chosen.by(Chosen.By.UNKNOWN),
                        Chosen.by(Chosen.By.UNKNOWN))
                .forEach((correction, stands) -> {
                    List<LedgerStep> steps = take(entry, found(2).chosen(correction));

                    Outcome corrected = required(event(steps).outcome());
                    assertThat(corrected.chosen()).as("%s", correction).isEqualTo(stands);
                    assertThat(required(event(steps).outcomeBefore()).chosen()).isEqualTo(drawn);
                    assertThat(required(after(steps).inspection()).outcome()).isEqualTo(corrected);
                });
    }

    private List<LedgerStep> take(@Nullable LedgerEntry entry, Filing filing) {
        return ledger.take(
                entry,
                filing,
                Speaker.UNCHECKED,
                () -> origin("filing " + filing.kind() + " " + filing.filingVersion()));
    }

    private List<LedgerStep> take(@Nullable LedgerEntry entry, Outcome outcome) {
        return ledger.take(entry, outcome, () -> origin("outcome " + outcome.version()));
    }

    private static byte[] origin(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private LedgerEntry created() {
        return after(take(null, filing(EventKind.CREATE, 1, light)));
    }

    private static Consignments.Draft as(Consignment consignment) {
        return Consignments.copyOf(consignment);
    }

    /** A draft that states nothing but what the wire makes every filing state. */
    private static Consignments.Draft bare() {
        return consignment()
                .withoutParties()
                .items()
                .equipment()
                .routing()
                .countriesOfRouting()
                .master(null)
                .conveyance(Conveyance.UNNAMED)
                .office(null)
                .totals(null)
                .freight(null)
                .deadlines(null);
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
                Chosen.UNSAID,
                found.position());
    }

    /** A later version as the ledger holds it: received when the bill first was. */
    private Consignment firstFiled(Consignment later) {
        return later.receivedAt(light.receivedAt());
    }

    private static Filing filedAt(int minute, Filing filing) {
        return new Filing(
                filing.eventId(),
                filing.kind(),
                filing.filingId(),
                filing.filingVersion(),
                filing.supersedesFilingId(),
                filing.filedAt().plusSeconds(60L * minute),
                filing.position(),
                filing.consignment());
    }

    private static Filing filing(EventKind kind, int version, Consignment consignment) {
        return filing(kind, MRN, version, consignment);
    }

    private static Filing filing(EventKind kind, String filingId, int version, Consignment consignment) {
        return filing(kind, filingId, version, null, consignment);
    }

    private static Filing filing(
            EventKind kind, String filingId, int version, @Nullable String supersedes, Consignment consignment) {
        return new Filing(
                "event-" + version,
                kind,
                filingId,
                version,
                supersedes,
                Consignments.RECEIVED_AT,
                new Position(consignment.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, version),
                consignment);
    }

    private static LedgerStep step(List<LedgerStep> steps) {
        return steps.get(steps.size() - 1);
    }

    private static LedgerEntry after(List<LedgerStep> steps) {
        return required(step(steps).after());
    }

    private static CaseEvent event(List<LedgerStep> steps) {
        return required(step(steps).event());
    }

    private static Refusal refusal(List<LedgerStep> steps) {
        assertThat(step(steps).event()).isNull();
        return required(step(steps).refusal());
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
