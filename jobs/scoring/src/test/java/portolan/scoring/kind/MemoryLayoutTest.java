// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;
import static portolan.scoring.Consignments.registered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import portolan.scoring.Moves;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Role;

/** The bytes that each version wrote: a change here is a change of what stored memories mean. */
class MemoryLayoutTest {
    record Pinned<M>(MemoryKind<M> kind, String hex) {
        @Override
        public String toString() {
            return kind.name();
        }
    }

    private static final String SHIPPER_1 =
            "08e80101020102010201020102010201020103e60101053339323603f201010201020108f00100"
                    + "000206434e53484103f001010201020107ee0103564e01f6010100000001064e4c52544d03f20101"
                    + "0201020108f0010000016c8204f801f601010af401000001000654756c6970013b4870f201f60101"
                    + "0af401000001000c464f525741524445522d31014845c26e01f601010af40100000100054d414555"
                    + "0bc4c00201e80201e80201e80201e80201e80201e80201e80201e80201e80201ee02010bd71ec128"
                    + "d30f172f5029687a004235d71ead28bf0f172fa45f687a004237d71e9728a90f172f0ee2687a0042"
                    + "39d71e8128930f172f7200687a00423dd71ee927fb0e172f741d687a00423fd71ecf27e10e172f78"
                    + "c2687a004243d71eb527c70e172f2ff9687a004245d71e9927ab0e172f7f3e687a004249d71efd26"
                    + "8f0e172f3f64687a00424dd71edd26ef0d172f8a32687a004251d71eed24ff0b172f3c61687a0230"
                    + "6f00000002064f524348440a064c4f54555301000008ea0101010201000201000201010201000201"
                    + "0002010102010003e80101";

    private static final String FILER_1 =
            "08e80101020102010201020102010201020103e601020000000002f40101020108f20100000010"
                    + "01e2010100000000000008ea01010102010002010002010102010002010002010102010003e80101";

    private static final String CONSIGNEE_1 =
            "08e80101020102010201020102010201020103e60100020654554c49500a0648534e544801000008"
                    + "ea01010102010002010002010102010002010002010102010003e8010101cc6631bf02f601010102"
                    + "010009f401030000";

    private static final String COMMODITY_1 =
            "08e80101020102010201020102010201020103e60108ea01010102010002010002010102010002"
                    + "010002010102010003e801010203434e03434eb109024104f001010102010002010002010106ee01"
                    + "0203564e03564e8b050101f80101000000000206434e3e434e02f20101020108f00106564e3e564e"
                    + "01f601010000000205434e3e2d02f20101020108f00105564e3e2d01f60101000000030455534404"
                    + "1d0401040102030106555344434e031d040104010206555344564e0122010581fc9d980a01000b00"
                    + "e9b4ec8b0a01000b00ac970d01000b00ecb7ab6801000b008ea7896c01000b000000042901030401"
                    + "030103";

    private static final String CONTACT_1 =
            "01e32129c1fe65b5ef10454f52493a434e393133313030303094ac07d64bbac4c0028b0e04aa0b"
                    + "01000c01000c01000c0100079e0b000b04";

    private static final String BASE_1 = "08ea01010102010002010002010102010002010002010102010003e80101";

    private static final String CONTAINER_1 =
            "083ea6baa3f9b171bbe32129c14d7f6fc136d8ab0bcc6631bf0d393332313438332f3631305706"
                    + "434e534841064e4c52544d01d28d3c01a00bb885961c063ea6baa3f9b171bbe32129c14d7f6fc136"
                    + "d8ab0bcc6631bf0d393332313438332f3631305706434e534841064e4c52544d01d28d3c01a00bb8"
                    + "fbf41c063ea6baa3f9b171bbe32129c14d7f6fc136d8ab0bcc6631bf0d393332313438332f363130"
                    + "5706434e534841064e4c52544d01d28d3c01a00bb89fb41d023ea6baa3f9b171bbe32129c14d7f6f"
                    + "c136d8ab0bcc6631bf0d393332313438332f3631305706434e534841064e4c52544d01d28d3c01a0"
                    + "0bb8f1d31d063ea6baa3f9b171bbe32129c14d7f6fc136d8ab0bcc6631bf0d393332313438332f36"
                    + "31305706434e534841064e4c52544d01d28d3c01a00bb8c3f31d023ea6baa3f9b171bbe32129c14d"
                    + "7f6fc136d8ab0bcc6631bf0d393332313438332f3631305706434e534841064e4c52544d01d28d3c"
                    + "01a00bb895931e023ea6baa3f9b171bbe32129c14d7f6fc136d8ab0bcc6631bf0d39333231343833"
                    + "2f3631305706434e534841064e4c52544d01d28d3c01a00bb8e7b21e063ea6baa3f9b171bbe32129"
                    + "c14d7f6fc136d8ab0bcc6631bf0d393332313438332f3631305703564e064e4c52544d01d28d3c01"
                    + "a00bf8fcd21e02";

    private static final String NO_NAME = "00".repeat(8);

    /** Each use of version 3 has its party's name too; the last is another's. */
    private static String container3(String name, String last) {
        return CONTAINER_1.replace("3ea6baa3", name + "3ea6baa3").replaceFirst(name, "") + last;
    }

    /** What version 2 had more than version 1. */
    private static final String CONTAINER_2 =
            "085e76da1df36d7618b086961c03064e4c52544d0000dfd6b54909e3efbca887961c03064e4c5254"
                    + "4d00000a49f663a9bd9cb8e88e961c09064e4c52544d38e30a6fd6f0967a0028e08f961c09064e4c"
                    + "52544d38e328257c5ba1120aecd890961c09064e4c52544d38e39ab826c7fb1df2bfd091961c0906"
                    + "4e4c52544d38e3dcfeb4ac7900a69fc892961c09064e4c52544d38e39743a3adffbcc1d3c093961c"
                    + "09064e4c52544d38e3";

    private static final String SHIPPER_2 = "0b" + "4bbaaa680000".repeat(10) + "4bba0d340000";

    private static final String CONSIGNEE_2 =
            "0bc4c00236a7809bee02b1abe80236a7809bee02b1abe80236a7809bee02b1abe80236a7809bee02"
                    + "b1abe80236a7809bee02b1abe80236a7809bee02b1abe80236a7809bee02b1abe80236a7809bee02"
                    + "b1abe80236a7809bee02b1abe80236a7809bee02b1abee0236a7809bee02b1ab";

    private static final String COMMODITY_2 = "0537010302010301040101";

    private static final String FILER_2 = "01f60101000af40100".repeat(2);

    /** Four undervalued. */
    private static final String FINDS = "012004";

    static final List<Pinned<?>> PINNED = List.of(
            new Pinned<>(Memories.SHIPPER, "03" + SHIPPER_1 + SHIPPER_2 + FINDS),
            new Pinned<>(
                    Memories.CONSIGNEE,
                    "04" + CONSIGNEE_1 + CONSIGNEE_2 + FINDS
                            + "06c093961c02da15c58c265950bd343bde88964f19d401d3af29176f78671fc093961c024205"),
            new Pinned<>(Memories.COMMODITY, "03" + COMMODITY_1 + COMMODITY_2 + FINDS),
            new Pinned<>(Memories.FILER, "03" + FILER_1 + FILER_2 + FINDS),
            new Pinned<>(Memories.BASE, "02" + BASE_1 + FINDS),
            new Pinned<>(Memories.REPEATS, "01808080801002a6fd93ab060100ffc0b2ce080a04"),
            new Pinned<>(Memories.CONTAINER, "03" + container3("4b8cc5481f4870b7", "83a1b4aa2df40971") + CONTAINER_2),
            new Pinned<>(
                    Memories.PORT,
                    "0108c4c002c6c002c093961ca887961c8a1954bdc485dcbf018a1954bdc485dcbfa887961c054d53"
                            + "4b5501240101054d534b55012401"),
            new Pinned<>(
                    Memories.SEAL,
                    "0108afd2e787f30dccbed4c60efcc80201b30801afd2e787f30dccbed4c60ee4cb02019b0b01afd2"
                            + "e787f30dccbed4c60eccce0201830e01afd2e787f30dccbed4c60eb4d10201eb1001afd2e787f30d"
                            + "ccbed4c60e9cd40201d31301afd2e787f30dccbed4c60e84d70201bb1601afd2e787f30dccbed4c6"
                            + "0eecd90201a31901afd2e787f30dccbed4c60edadc0201911c01"),
            new Pinned<>(Memories.CONTACT, "02" + CONTACT_1 + FINDS + "00000000"),
            new Pinned<>(Memories.BILL, "01000b"),
            new Pinned<>(Memories.PASSAGE, "0101f601010af4010000000b" + "c8c002000000000000".repeat(11)),
            new Pinned<>(
                    Memories.VEHICLE,
                    "01043ea6baa3f9b171bbc41bfa9435d9b833000000004d7f6fc10648424c2d310d39333231343833"
                            + "2f3631305706434e534841064e4c52544d01d28d3c01a00bb8c3f31d3ea6baa3f9b171bbc41bfa94"
                            + "35d9b833000000004d7f6fc10648424c2d310d393332313438332f3631305706434e534841064e4c"
                            + "52544d01d28d3c01a00bb895931e3ea6baa3f9b171bbc41bfa9435d9b833000000004d7f6fc10648"
                            + "424c2d310d393332313438332f3631305706434e534841064e4c52544d01d28d3c01a00bb8e7b21e"
                            + "3ea6baa3f9b171bbc41bfa9435d9b833000000004d7f6fc10648424c2d310d393332313438332f36"
                            + "31305703564e064e4c52544d01d28d3c01a00bf8fcd21e"));

    /** What an older version wrote, and what is written now of a memory read from it, or the versions that are read. */
    private record Older<M>(MemoryKind<M> kind, String hex, String now) {
        @Override
        public String toString() {
            return kind.name();
        }
    }

    /** What release 0.2.0 wrote otherwise. */
    private static final Older<?> RELEASED = new Older<>(
            Memories.CONTAINER, "02" + CONTAINER_1 + CONTAINER_2, "03" + container3(NO_NAME, NO_NAME) + CONTAINER_2);

    /** What no release wrote. */
    static final List<Older<?>> UNRELEASED = List.of(
            new Older<>(Memories.CONSIGNEE, "03" + CONSIGNEE_1 + CONSIGNEE_2 + FINDS, "4 to 4"),
            new Older<>(Memories.COMMODITY, "02" + COMMODITY_1 + COMMODITY_2, "3 to 3"),
            new Older<>(Memories.SHIPPER, "02" + SHIPPER_1 + SHIPPER_2, "3 to 3"),
            new Older<>(Memories.FILER, "02" + FILER_1 + FILER_2, "3 to 3"),
            new Older<>(Memories.BASE, "01" + BASE_1, "2 to 2"),
            new Older<>(Memories.CONTACT, "01" + CONTACT_1 + "00000000", "2 to 2"),
            new Older<>(Memories.CONTAINER, "01" + CONTAINER_1, "2 to 3"));

    @ParameterizedTest
    @FieldSource("PINNED")
    void writesTheBytesOfItsVersion(Pinned<?> pinned) {
        assertThat(HexFormat.of().formatHex(written(pinned.kind()))).isEqualTo(pinned.hex());
    }

    @ParameterizedTest
    @FieldSource("PINNED")
    void readsTheBytesOfItsVersion(Pinned<?> pinned) {
        assertThat(HexFormat.of().formatHex(reread(pinned.kind(), HexFormat.of().parseHex(pinned.hex()))))
                .isEqualTo(pinned.hex());
    }

    @Test
    void readsTheBytesOfTheLastRelease() {
        assertThat(HexFormat.of()
                        .formatHex(reread(RELEASED.kind(), HexFormat.of().parseHex(RELEASED.hex()))))
                .isEqualTo(RELEASED.now());
    }

    @ParameterizedTest
    @FieldSource("UNRELEASED")
    void refusesBytesThatNoReleaseWrote(Older<?> older) {
        byte[] bytes = HexFormat.of().parseHex(older.hex());

        assertThatThrownBy(() -> older.kind().read(bytes))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("this code reads " + older.now())
                .hasMessageEndingWith("this one from a savepoint of that");
    }

    @ParameterizedTest
    @FieldSource("PINNED")
    void refusesBytesFromTheFuture(Pinned<?> pinned) {
        byte[] future = HexFormat.of().parseHex(pinned.hex());
        int newest = future[0]++;

        assertThatThrownBy(() -> pinned.kind().read(future))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("layout version " + (newest + 1) + ", this code reads ")
                .hasMessageContaining(" to " + newest + ": newer code wrote it")
                .hasMessageEndingWith("or go on from a savepoint of this release");
    }

    @ParameterizedTest
    @FieldSource("PINNED")
    void refusesBytesThatEndTooEarlyOrTooLate(Pinned<?> pinned) {
        byte[] whole = HexFormat.of().parseHex(pinned.hex());
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> pinned.kind().read(part))
                    .as("length=" + length)
                    .isInstanceOf(LayoutException.class);
        }
        assertThatThrownBy(() -> pinned.kind().read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("after its end");
    }

    @Test
    void anUnseenMemoryIsEmptyAndStaysSo() {
        for (Pinned<?> pinned : PINNED) {
            assertThat(unseenIsEmpty(pinned.kind())).as(pinned.toString()).isTrue();
        }
    }

    /**
     * Ten half-years with a consignment and its outcome each, so that the oldest are folded, then one of another kind.
     */
    private static <M> byte[] written(MemoryKind<M> kind) {
        M memory = kind.unseen();
        for (int i = 0; i < 10; i++) {
            Consignment one = consignment()
                    .party(registered(Role.CONSIGNOR, "CN91310000", "Orchid", "CN"))
                    .party(registered(Role.CONSIGNEE, "NL812345678", "Tulip", "NL"))
                    .carrying("392690")
                    .onDay(180L * i)
                    .weighingKg(25_000 - 1_000 * i)
                    .build();
            kind.learn(memory, key(kind, one), one);
            OutcomeCode code = i % 3 == 0 ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND;
            kind.learnOutcome(memory, key(kind, one), one, outcome(one, code));
        }
        Consignment other = consignment()
                .party(registered(Role.CONSIGNOR, "CN91310000", "Lotus", "CN"))
                .party(registered(Role.CONSIGNEE, "NL812345678", "Hyacinth", "NL"))
                .worth(99.5, "EUR")
                .describedAs("personal effects")
                .carrying("392690")
                .filling(40.0)
                .onDay(1_803)
                .loadedInCountry("VN")
                .originating("VN")
                .dutiable(6.5, null)
                .build();
        kind.learn(memory, key(kind, other), other);
        kind.learnOutcome(memory, key(kind, other), other, outcome(other, OutcomeCode.NOTHING_FOUND));
        moves().forEach(move -> kind.keysOf(move).forEach(key -> kind.learn(memory, key, move)));
        return kind.write(memory);
    }

    /** Two boxes are discharged, and one is fetched time and again, at last by somebody new. */
    private static List<ContainerMove> moves() {
        List<ContainerMove> moves = new ArrayList<>(List.of(
                Moves.of("MSKU0000006", "NLRTM").move(ContainerMove.Kind.DISCHARGED, 1),
                Moves.of("MSKU0000011", "NLRTM").move(ContainerMove.Kind.DISCHARGED, 2)));
        for (int i = 0; i < 6; i++) {
            moves.add(Moves.of("MSKU0000006", "NLRTM")
                    .at("ECT")
                    .emptied()
                    .by(i < 5 ? "A" : "B", "C")
                    .move(ContainerMove.Kind.GATE_OUT, 10 + i));
        }
        return moves;
    }

    /** Shirts have no number of a vehicle; its memory does not look at the key. */
    private static String key(MemoryKind<?> kind, Consignment consignment) {
        List<String> keys = kind.keysOf(consignment);
        return keys.isEmpty() ? "" : keys.get(0);
    }

    private static <M> byte[] reread(MemoryKind<M> kind, byte[] bytes) {
        return kind.write(kind.read(bytes));
    }

    private static <M> boolean unseenIsEmpty(MemoryKind<M> kind) {
        return kind.isEmpty(kind.read(kind.write(kind.unseen())));
    }
}
