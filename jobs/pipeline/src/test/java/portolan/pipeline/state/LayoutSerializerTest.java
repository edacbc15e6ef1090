// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.AssessmentLine;
import portolan.pipeline.Audited;
import portolan.pipeline.Calls;
import portolan.pipeline.DecideInput;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Noted;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.bank.BankCells;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.indicator.filing.QualityReason;
import portolan.scoring.lanes.LaneChange;
import portolan.scoring.lanes.LaneCount;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.lanes.Trend;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.ledger.Note;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Link;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.PortMoves;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.SeenWords;
import portolan.scoring.reading.Shrinkage;
import portolan.scoring.reading.Stay;
import portolan.scoring.reading.Transfer;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.Stake;
import portolan.scoring.score.ThreatScore;
import portolan.scoring.sketch.Finds;

/** Pinned bytes: a change that breaks one of them would not read the savepoints of the release before. */
final class LayoutSerializerTest {
    private static final Position POSITION = new Position(1_000, Position.Input.FILING, "filings", 3, 42);
    private static final RawRecord RAW =
            new RawRecord("filings", 3, 42, 1_000, Map.of("trace", new byte[] {1}), new byte[] {2}, bytes("value"));
    private static final Reading READING = new Reading(Indicators.get("amendment_churn"), 2, "two");

    private static final CaseEvent EVENT = new CaseEvent(
            CaseEvent.Kind.WITHDRAWN,
            "t",
            new ConsignmentKey("K"),
            POSITION,
            2,
            new CaseEvent.FilingRef("MRN", 2, Instant.ofEpochMilli(500)),
            Instant.ofEpochMilli(1_000),
            1,
            null,
            null,
            null,
            null,
            null,
            CaseHistory.NONE);
    private static final Calls CALLS = new Calls(EVENT, List.of(new Calls.Call("shipper", "t|S", true, false, false)));

    private static final ContainerMove MOVE = new ContainerMove(
            "t",
            "e",
            "MSKU0000006",
            ContainerMove.Kind.GATE_OUT,
            true,
            PackedStatus.EMPTY,
            "NLRTM",
            null,
            Instant.ofEpochMilli(500),
            new PartyKey("H"),
            "h",
            null,
            new Position(1_000, Position.Input.MOVE, "moves", 3, 42));

    /** One value of a type, and the bytes that a version wrote of it, without the length. */
    record Pinned<T>(TypeInformation<T> type, T value, String hex) {}

    private static final Particulars WITH_STAKE = new Particulars(
            "ACME",
            null,
            null,
            null,
            "NLRTM",
            "ship A, voyage 1",
            Instant.ofEpochMilli(700),
            2,
            new Stake(1_000.5, 12.25, "EUR"));

    private static Assessment assessment(
            boolean unsigned, StatedFields fields, Particulars particulars, @Nullable Long table) {
        return new Assessment(
                "id",
                "t",
                new ConsignmentKey("K"),
                "MRN",
                2,
                Instant.ofEpochMilli(500),
                Instant.ofEpochMilli(1_000),
                1.5,
                Lane.YELLOW,
                List.of(new ThreatScore(
                        "revenue",
                        1.5,
                        0.75,
                        Lane.YELLOW,
                        false,
                        true,
                        List.of(new Contribution("prior", 1.5, "before", "")))),
                new DataQuality(
                        0.5, List.of(new DataQuality.Finding(QualityReason.UNKNOWN_PLACE, "no UN/LOCODE: CNXX9"))),
                new RuleSetRef("own", 2, "abc", unsigned),
                POSITION,
                SelectedBy.THRESHOLD,
                "engine",
                "reference",
                null,
                Readings.of(List.of(READING)),
                fields,
                true,
                particulars,
                table,
                BankValues.NONE);
    }

    private static AssessInput answered(List<Finds.Share> finds, Answered.FromMemory... more) {
        return answered(finds, List.of(), null, more);
    }

    private static AssessInput answered(
            List<Finds.Share> finds, List<Stay> stays, @Nullable PortMoves port, Answered.FromMemory... more) {
        List<Answered.FromMemory> all = new ArrayList<>();
        all.add(new Answered.FromMemory(
                "shipper",
                "t|S",
                new Answer(
                        List.of(READING),
                        List.of(new OffenceShare(
                                Indicators.get("shipper_offence_rate"),
                                List.of(new Shrinkage(0.25, 0.5)),
                                "one of four",
                                finds)),
                        List.of(new Link("P", 7, "Q", "t 1", 2, 3)),
                        new SeenWords("610910", 9, List.of(new SeenWords.SeenWord(-1, 5))),
                        List.of(new Transfer("SGSIN", "NLRTM", 60, "box", !stays.isEmpty())),
                        stays,
                        port)));
        all.addAll(List.of(more));
        return AssessInput.of(new Answered("t|K", 2, POSITION, all));
    }

    static List<Pinned<?>> older() {
        return List.of(
                new Pinned<>(
                        StreamTypes.ASSESSMENT,
                        assessment(
                                false,
                                StatedFields.of(Map.of(
                                        ConsignmentField.OFFICE,
                                        "NL000396",
                                        ConsignmentField.TO_ORDER,
                                        false,
                                        ConsignmentField.HS2,
                                        List.of("08"),
                                        ConsignmentField.MASS_KG,
                                        1.5)),
                                WITH_STAKE,
                                491_625L),
                        "050369640274024b044d524e0401e80701d00f3ff80000000000000759454c4c4f57010872657665"
                                + "6e75653ff80000000000003fe80000000000000759454c4c4f57000101067072696f723ff8000000"
                                + "000000076265666f7265013fe0000000000000010e554e4b4e4f574e5f504c414345146e6f20554e"
                                + "2f4c4f434f44453a20434e585839046f776e040461626300d00f0746494c494e470866696c696e67"
                                + "730654000a5448524553484f4c4407656e67696e650a7265666572656e6365000110414d454e444d"
                                + "454e545f434855524e40000000000000000474776f010541434d45000000064e4c52544d11736869"
                                + "7020412c20766f79616765203101f80a0401408f4400000000000140288000000000000445555201d2813c1c00000000094e4c303030333936000000000000000000"
                                + "0100000103303800000000013ff8000000000000000000000000"),
                new Pinned<>(
                        StreamTypes.ASSESS_INPUT,
                        AssessInput.of(EVENT, true, 3),
                        "07010103350a57495448445241574e0274024bd00f0746494c494e470866696c696e67730654000204"
                                + "4d524e0401e80701d00f01000000000000"),
                new Pinned<>(
                        StreamTypes.CALLS,
                        new Calls(EVENT, true, CALLS.calls()),
                        "040101350a57495448445241574e0274024bd00f0746494c494e470866696c696e677306540002044d52"
                                + "4e0401e80701d00f0100000000000001087368697070657204747c53010000"),
                new Pinned<>(
                        StreamTypes.ASSESS_INPUT,
                        answered(
                                List.of(new Finds.Share(Finding.NARCOTICS, 1)),
                                List.of(new Stay("AEJEA", "MSKU", Stay.NEVER_SEEN, false, "b")),
                                new PortMoves("AEJEA", 60, -1, 5, List.of(new PortMoves.Usual("", 30, 1.5, 0.25))),
                                Answered.FromMemory.missing("seal", "t|S")),
                        "070004747c4b02d00f0746494c494e470866696c696e677306540002087368697070657204747c53010110"
                                + "414d454e444d454e545f434855524e40000000000000000474776f0115534849505045525f4f4646"
                                + "454e43455f52415445013fd00000000000003fe00000000000000c6f6e65206f6620666f7572"
                                + "010a4e4152434f544943533ff0000000000000"
                                + "01025000000000000000070251047420310203010736313039313009010105"
                                + "0106534753494e064e4c52544d3c04626f7801" + "010641454a4541054d534b5501000262"
                                + "010641454a45413c010a01011e3ff80000000000003fd0000000000000"
                                + "057365616c04747c5300"),
                new Pinned<>(
                        StreamTypes.CALLS,
                        new Calls(null, MOVE, false, List.of(new Calls.Call("port", "t|P", false, true, false)), 0),
                        "040000027402650c4d534b553030303030303609474154455f4f55540106454d505459064e4c52544d0001"
                                + "e8070248026800d00f054d4f5645066d6f7665730654000105706f727404747c50000100"),
                new Pinned<>(
                        StreamTypes.DECIDE_INPUT,
                        DecideInput.of(
                                "7",
                                new PublishedText(
                                        DocumentKind.RULE_SET,
                                        "own",
                                        2,
                                        "abc",
                                        "text",
                                        "ann",
                                        "bob",
                                        "topic/0@1",
                                        1_000,
                                        1,
                                        PublishedText.Role.SHADOW)),
                        "02023701046f776e040461626305746578740a746f7069632f304031d00f0207534841444f57"
                                + "0952554c455f53455404616e6e04626f62"),
                new Pinned<>(
                        StreamTypes.AUDITED,
                        new Audited(
                                RuleStep.Kind.ROLL_BACK,
                                true,
                                "own",
                                2,
                                "abc",
                                "a",
                                "w",
                                2_000,
                                "topic/0@1",
                                1_000,
                                List.of(new RuleIssue("ruleset.yaml", 3, 4, "wrong", "line"))),
                        "030a524f4c4c5f4241434b01046f776e040461626302610277a01f0a746f7069632f304031d00f"
                                + "010d72756c657365742e79616d6c060806"
                                + "77726f6e67056c696e650102740272c0b8023fe00000000000003fe8000000000000"));
    }

    static List<Pinned<?>> pinned() {
        return List.of(
                new Pinned<>(
                        StreamTypes.RAW_RECORD, RAW, "010866696c696e67730654d00f0106747261636501010101020576616c7565"),
                new Pinned<>(
                        StreamTypes.REJECT,
                        new Reject("NOT_HANDLED", "why", "assess", RAW, 1_000, "E", true),
                        "020c4e4f545f48414e444c454404776879076173736573730866696c696e67730654d00f010674726163"
                                + "6501010101020576616c7565d00f024501"),
                new Pinned<>(
                        StreamTypes.SNAPSHOT_OWNER, new SnapshotOwner(47, 1, 2), "0207287461736b292f0102000000000000"),
                new Pinned<>(
                        StreamTypes.NOTED,
                        new Noted(Note.DUPLICATE_FILING, "t|K", POSITION),
                        "01114455504c49434154455f46494c494e4704747c4bd00f0746494c494e470866696c696e677306" + "5400"),
                new Pinned<>(
                        StreamTypes.ASSESS_INPUT,
                        AssessInput.of(EVENT, true, 3),
                        "08010103350a57495448445241574e0274024bd00f0746494c494e470866696c696e67730654000204"
                                + "4d524e0401e80701d00f01000000000000"),
                new Pinned<>(
                        StreamTypes.CALLS,
                        new Calls(EVENT, null, true, CALLS.calls(), 5),
                        "050101350a57495448445241574e0274024bd00f0746494c494e470866696c696e677306540002044d52"
                                + "4e0401e80701d00f0100000000000001087368697070657204747c530100000000000000000005"),
                new Pinned<>(
                        StreamTypes.ASSESS_INPUT,
                        answered(
                                List.of(new Finds.Share(Finding.NARCOTICS, 1)),
                                List.of(new Stay("AEJEA", "MSKU", Stay.NEVER_SEEN, false, "b")),
                                new PortMoves("AEJEA", 60, -1, 5, List.of(new PortMoves.Usual("", 30, 1.5, 0.25))),
                                Answered.FromMemory.missing("seal", "t|S")),
                        "080004747c4b02d00f0746494c494e470866696c696e677306540002087368697070657204747c53010110"
                                + "414d454e444d454e545f434855524e40000000000000000474776f0115534849505045525f4f4646"
                                + "454e43455f52415445013fd00000000000003fe00000000000000c6f6e65206f6620666f7572"
                                + "010a4e4152434f544943533ff0000000000000"
                                + "01025000000000000000070251047420310203010736313039313009010105"
                                + "0106534753494e064e4c52544d3c04626f7801" + "010641454a4541054d534b5501000262"
                                + "010641454a45413c010a01011e3ff80000000000003fd0000000000000"
                                + "057365616c04747c530000"),
                new Pinned<>(
                        StreamTypes.ASSESS_INPUT,
                        AssessInput.of(new Answered("t|K", 2, POSITION, List.of(), List.of(BankCells.missing(3)))),
                        "080004747c4b02d00f0746494c494e470866696c696e67730654000001000000000000000300000000"
                                + "0000000000"),
                new Pinned<>(
                        StreamTypes.CALLS,
                        new Calls(null, MOVE, false, List.of(new Calls.Call("port", "t|P", false, true, false)), 0),
                        "050000027402650c4d534b553030303030303609474154455f4f55540106454d505459064e4c52544d0001"
                                + "e8070248026800d00f054d4f5645066d6f7665730654000105706f727404747c500001000000000000000000"),
                new Pinned<>(
                        StreamTypes.LEDGER_INPUT,
                        LedgerInput.of(MOVE, RAW),
                        "0202027402650c4d534b553030303030303609474154455f4f55540106454d505459064e4c52544d0001e8"
                                + "070248026800d00f054d4f5645066d6f7665730654000866696c696e67730654d00f0106747261636501010101"
                                + "020576616c7565"),
                new Pinned<>(
                        StreamTypes.PUBLISHED_TEXT,
                        new PublishedText(
                                DocumentKind.RULE_SET,
                                "own",
                                2,
                                "abc",
                                "text",
                                "ann",
                                "bob",
                                "topic/0@1",
                                1_000,
                                1,
                                PublishedText.Role.SHADOW),
                        "03046f776e040461626305746578740a746f7069632f304031d00f0207534841444f57"
                                + "0952554c455f53455404616e6e04626f62"),
                new Pinned<>(
                        StreamTypes.DECIDE_INPUT,
                        DecideInput.of(
                                "7",
                                new PublishedText(
                                        DocumentKind.RULE_SET,
                                        "own",
                                        2,
                                        "abc",
                                        "text",
                                        "ann",
                                        "bob",
                                        "topic/0@1",
                                        1_000,
                                        1,
                                        PublishedText.Role.SHADOW)),
                        "03023701046f776e040461626305746578740a746f7069632f304031d00f0207534841444f57"
                                + "0952554c455f53455404616e6e04626f62"),
                new Pinned<>(
                        StreamTypes.AUDITED,
                        new Audited(
                                RuleStep.Kind.ROLL_BACK,
                                true,
                                "own",
                                2,
                                "abc",
                                "a",
                                "w",
                                2_000,
                                "topic/0@1",
                                1_000,
                                List.of(new RuleIssue("ruleset.yaml", 3, 4, "wrong", "line"))),
                        "040a524f4c4c5f4241434b01046f776e040461626302610277a01f0a746f7069632f304031d00f"
                                + "010d72756c657365742e79616d6c060806"
                                + "77726f6e67056c696e65"),
                new Pinned<>(
                        StreamTypes.LANE_CHANGE,
                        new LaneChange(
                                "t",
                                "DEHAM",
                                LocalDate.parse("2025-03-10"),
                                Lane.RED,
                                true,
                                new Budget(DayPattern.parse("mon-fri"), Map.of(Lane.RED, 4)),
                                new RuleSetRef("own", 2, "abc", false),
                                POSITION),
                        "01027406444548414dfaba02045245440101086d6f6e2d667269080101046f776e040461626300d0"
                                + "0f0746494c494e470866696c696e6773065400"),
                new Pinned<>(
                        StreamTypes.LANES_COUNTED,
                        new LanesCounted(
                                Lane.RED,
                                "t",
                                "DEHAM",
                                LocalDate.parse("2025-03-10"),
                                Instant.ofEpochMilli(1_000),
                                DayPattern.parse("mon-fri"),
                                List.of(
                                        new LaneCount(Lane.RED, 5, 1, 4, new Trend(Trend.Drift.OVER, 6, 30, 24)),
                                        new LaneCount(Lane.BLUE, 7, 0, null, new Trend(Trend.Drift.NONE, 0, 0, 0))),
                                new RuleSetRef("own", 2, "abc", false)),
                        "0104524544027406444548414dfaba0201d00f086d6f6e2d66726902045245440a020108054f5645"
                                + "520c3c3005424c55450e000000054e4f4e45000000046f776e040461626300"),
                new Pinned<>(
                        StreamTypes.ALERT,
                        new Alert(
                                "id",
                                "t",
                                new ConsignmentKey("K"),
                                "revenue",
                                Alert.State.UPDATED,
                                Instant.ofEpochMilli(1_000),
                                "assessment",
                                1.5,
                                Lane.RED,
                                true,
                                List.of("more")),
                        "010369640274024b08726576656e7565085550444154454401d00f0b6173736573736d656e743ff8"
                                + "000000000000045245440101056d6f7265"),
                new Pinned<>(
                        StreamTypes.ASSESSMENT,
                        assessment(
                                false,
                                StatedFields.of(Map.of(
                                        ConsignmentField.OFFICE,
                                        "NL000396",
                                        ConsignmentField.TO_ORDER,
                                        false,
                                        ConsignmentField.HS2,
                                        List.of("08"),
                                        ConsignmentField.MASS_KG,
                                        1.5)),
                                WITH_STAKE,
                                491_625L),
                        "060369640274024b044d524e0401e80701d00f3ff80000000000000759454c4c4f57010872657665"
                                + "6e75653ff80000000000003fe80000000000000759454c4c4f57000101067072696f723ff8000000"
                                + "000000076265666f7265013fe0000000000000010e554e4b4e4f574e5f504c414345146e6f20554e"
                                + "2f4c4f434f44453a20434e585839046f776e040461626300d00f0746494c494e470866696c696e67"
                                + "730654000a5448524553484f4c4407656e67696e650a7265666572656e6365000110414d454e444d"
                                + "454e545f434855524e40000000000000000474776f010541434d45000000064e4c52544d11736869"
                                + "7020412c20766f79616765203101f80a0401408f4400000000000140288000000000000445555201d2813c1c00000000094e4c303030333936000000000000000000"
                                + "0100000103303800000000013ff800000000000000000000000000"));
    }

    @ParameterizedTest
    @MethodSource({"pinned", "older"})
    <T> void readsWhatThisCodeAndTheLastReleaseWrote(Pinned<T> pinned) throws IOException {
        TypeSerializer<T> serializer = StreamTypes.serializer(pinned.type());
        byte[] bytes = HexFormat.of().parseHex(pinned.hex());
        DataOutputSerializer framed = new DataOutputSerializer(64);
        framed.writeInt(bytes.length);
        framed.write(bytes);

        assertThat(serializer.deserialize(new DataInputDeserializer(framed.getCopyOfBuffer())))
                .isEqualTo(pinned.value());
    }

    @ParameterizedTest
    @MethodSource("pinned")
    <T> void writesTheSameBytesToday(Pinned<T> pinned) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        StreamTypes.serializer(pinned.type()).serialize(pinned.value(), out);

        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer()).substring(8)).isEqualTo(pinned.hex());
    }

    @ParameterizedTest
    @MethodSource("pinned")
    <T> void refusesAValueFromTheFuture(Pinned<T> pinned) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializer<T> serializer = StreamTypes.serializer(pinned.type());
        serializer.serialize(pinned.value(), out);
        byte[] newer = out.getCopyOfBuffer();
        newer[4] = 99;

        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(newer)))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("99")
                .hasMessageContaining("newer code wrote it");
    }

    /** Whether it would be read wrongly or by luck, nobody asks: 0.2.0 reads it, and writes what this code reads. */
    @Test
    void refusesAValueFromBeforeTheLastRelease() {
        byte[] older = HexFormat.of().parseHex("01" + "0207287461736b292f0102000000000000".substring(2));

        assertThatThrownBy(() -> StreamTypes.layout("filter-words").fromBytes(older))
                .isInstanceOf(LayoutException.class)
                .hasMessage(
                        "filter-words has layout version 1, this code reads 2 to 2: a release before 0.2.0 wrote it;"
                                + " start release 0.2.0 from it, and this one from a savepoint of that");
    }

    @ParameterizedTest
    @MethodSource("pinned")
    <T> void aSerializerTravelsAndIsFoundAgain(Pinned<T> pinned) throws Exception {
        TypeSerializer<T> serializer = StreamTypes.serializer(pinned.type());
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<T> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(InstantiationUtil.clone(serializer)).isEqualTo(serializer);
        assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void refusesASavepointFromTheFuture() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF("alert");
        out.writeInt(2);

        assertThatThrownBy(() -> new LayoutSerializerSnapshot<Alert>()
                        .readSnapshot(
                                1,
                                new DataInputDeserializer(out.getCopyOfBuffer()),
                                getClass().getClassLoader()))
                .hasMessage(
                        "savepoint holds alert in layout version 2, this code reads 1 to 1: newer code wrote it; start the"
                                + " release that wrote it or a later one, or go on from a savepoint of this release");
    }

    @Test
    void aKeptValueReadsWhatVersionOneWroteAndEndsWithItsTime() {
        byte[] stored = HexFormat.of().parseHex("01d00f020708");

        assertThat(new Kept(1_000, new byte[] {7, 8}).write()).isEqualTo(stored);
        assertThat(Kept.at(999, stored)).isNotNull();
        assertThat(Kept.at(1_000, stored)).isNull();
    }

    @Test
    void aKeptValueHasSomethingBesideItFromVersionTwoOn() {
        byte[] stored = HexFormat.of().parseHex("02d00f0207080109");
        Kept kept = new Kept(1_000, new byte[] {7, 8}, new byte[] {9});

        assertThat(kept.write()).isEqualTo(stored);
        assertThat(Kept.read(stored).bytes()).containsExactly(7, 8);
        assertThat(Kept.read(stored).beside()).containsExactly(9);
        assertThat(Kept.read(stored).until()).isEqualTo(1_000);
        assertThat(Kept.read(HexFormat.of().parseHex("01d00f020708")).beside()).isEmpty();
    }

    @Test
    void aLineOfAFileIsItsBytes() throws IOException {
        TypeSerializer<AssessmentLine> serializer = StreamTypes.serializer(StreamTypes.ASSESSMENT_LINE);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(new AssessmentLine(POSITION, "t", bytes("{}\n")), out);

        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer()).substring(8))
                .isEqualTo("02" + "d00f0746494c494e470866696c696e6773065400" + "0274" + "037b7d0a");
        AssessmentLine line = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(line.position()).isEqualTo(POSITION);
        assertThat(line.tally()).isEqualTo("t");
        assertThat(line.line()).isEqualTo(bytes("{}\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
