// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.PublishedText;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.TransportDocument;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.rules.Document;

/**
 * A small language for inputs, so that a test is a page of text. Parties, goods and weight are unremarkable unless
 * said.
 *
 * <pre>
 *   CREATE HBL-1 v1 shipper=S1 consignee=C1 hs=620520 kg=1000
 *   REPLACE HBL-1 v2 kg=900
 *   DELETE HBL-1 v3
 *   OUTCOME HBL-1 v1 code=OFFENCE_UNSPECIFIED
 *   CREATE MBL-1 v1 level=MASTER eta=100
 *   CREATE HBL-2 v1 master=MBL-1 eta=100 to=BEANR filer=F2 mrn=M2
 *   ARRIVAL HBL-2 v2 ata=99
 *   CREATE HBL-3 v1 office=DEHAM sender=EDI
 *   CREATE HBL-4 v1 box=MSKU1234565 via=AEJEA
 *   MOVE MSKU1234565 v1 kind=DISCHARGED place=AEJEA by=H1 for=C1
 * </pre>
 */
final class Lines {
    static final long START = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();
    static final Decoder DECODER = new LineDecoder();

    private Lines() {}

    /** A move of a container, reported this many hours after the start; several may be of one hour. */
    static RawRecord move(long hour, long offset, String line) {
        return RawRecord.line("moves", offset, hour(hour), line.getBytes(StandardCharsets.UTF_8));
    }

    /** An input of this many hours after the start; the hour is its offset, too. */
    static RawRecord at(long hour, String line) {
        boolean outcome = line.startsWith("OUTCOME");
        RawRecord raw = RawRecord.line(
                outcome ? "outcomes" : "filings", hour, hour(hour), line.getBytes(StandardCharsets.UTF_8));
        int sender = line.indexOf(" sender=");
        return sender < 0 ? raw : sentBy(line.substring(sender + 8).split(" ", 2)[0], raw);
    }

    /** The same input, of a sender who is proven. */
    @SuppressWarnings("NullAway") // a line has no key, as a record may
    static RawRecord sentBy(String sender, RawRecord raw) {
        return new RawRecord(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                Map.of(RawRecord.SENDER, sender.getBytes(StandardCharsets.UTF_8)),
                raw.key(),
                raw.value());
    }

    /** A senders list that is in force from this hour on; of no entries, its version is retired then. */
    static PublishedText senders(long hour, int version, String... entries) {
        String text =
                "name: senders\nversion: " + version + "\nsenders:\n  - {" + String.join("}\n  - {", entries) + "}\n";
        return new PublishedText(
                DocumentKind.SENDERS,
                "senders",
                version,
                Document.sha256(text),
                entries.length == 0 ? "" : text,
                "ann",
                "bob",
                "senders.published/0@" + hour,
                hour(hour),
                hour,
                entries.length == 0 ? PublishedText.Role.RETIRED : PublishedText.Role.CHAMPION);
    }

    static LedgerInput input(long hour, String line) {
        return (LedgerInput) DECODER.decode(at(hour, line));
    }

    static long hour(long hour) {
        return START + Duration.ofHours(hour).toMillis();
    }

    private static final class LineDecoder implements Decoder {
        @Override
        public Decoded decode(RawRecord raw) {
            String line = new String(raw.value(), StandardCharsets.UTF_8);
            if (line.startsWith("MALFORMED")) {
                return new Reject("MALFORMED", "not a line: " + line, "decode", raw);
            }
            List<String> words = List.of(line.split(" "));
            Map<String, String> said = new HashMap<>();
            for (String word : words.subList(3, words.size())) {
                int equals = word.indexOf('=');
                said.put(word.substring(0, equals), word.substring(equals + 1));
            }
            int version = Integer.parseInt(words.get(2).substring(1));
            Instant at = Instant.ofEpochMilli(raw.timestamp());
            if (words.get(0).equals("MOVE")) {
                return LedgerInput.of(move(words.get(1), at, said, raw), raw);
            }
            ConsignmentKey key = new ConsignmentKey("MAEU:" + words.get(1) + ":2026");
            if (words.get(0).equals("OUTCOME")) {
                return LedgerInput.of(
                        new Outcome(
                                "test",
                                key,
                                OutcomeCode.valueOf(said.getOrDefault("code", "NOTHING_FOUND")),
                                true,
                                version,
                                at,
                                null,
                                null,
                                null,
                                Chosen.UNSAID,
                                raw.position(Position.Input.OUTCOME)),
                        raw);
            }
            return LedgerInput.of(
                    new Filing(
                            "event-" + raw.offset(),
                            EventKind.valueOf(words.get(0)),
                            said.getOrDefault("mrn", "MRN-" + words.get(1)),
                            version,
                            null,
                            Instant.ofEpochMilli(START),
                            raw.position(Position.Input.FILING),
                            consignment(key, words.get(1), at, said)),
                    raw);
        }

        private static ContainerMove move(String box, Instant at, Map<String, String> said, RawRecord raw) {
            String haulier = said.get("by");
            String consignee = said.get("for");
            return new ContainerMove(
                    "test",
                    said.getOrDefault("id", "move-" + raw.offset()),
                    box,
                    ContainerMove.Kind.valueOf(said.getOrDefault("kind", "GATE_IN")),
                    true,
                    null,
                    said.getOrDefault("place", "AEJEA"),
                    null,
                    at,
                    haulier == null ? null : PartyKey.of(party(Role.CARRIER, haulier, "NL")),
                    haulier,
                    consignee == null ? null : PartyKey.of(party(Role.CONSIGNEE, consignee, "NL")),
                    raw.position(Position.Input.MOVE));
        }

        private static List<Leg> routing(Map<String, String> said) {
            Leg load = leg(1, LegFunction.LOAD, said.getOrDefault("from", "CNSHA"));
            String via = said.get("via");
            return via == null
                    ? List.of(load, discharge(said))
                    : List.of(load, leg(3, LegFunction.TRANSSHIP, via), discharge(said));
        }

        private static Consignment consignment(
                ConsignmentKey key, String number, Instant at, Map<String, String> said) {
            return new Consignment(
                    "test",
                    key,
                    at,
                    BillLevel.valueOf(said.getOrDefault("level", "HOUSE")),
                    new TransportDocument(number, null, "MAEU", null),
                    said.containsKey("master") ? new TransportDocument(said.get("master"), null, "MAEU", null) : null,
                    NatureOfMovement.IMPORT,
                    TransportMode.SEA,
                    Conveyance.UNNAMED,
                    routing(said),
                    List.of("CN", "NL"),
                    said.get("office"),
                    new Filer(said.getOrDefault("filer", "FILER"), FilerRole.FORWARDER),
                    List.of(
                            party(Role.CONSIGNOR, said.getOrDefault("shipper", "S1"), "CN"),
                            party(Role.CONSIGNEE, said.getOrDefault("consignee", "C1"), "NL")),
                    List.of(new GoodsItem(
                            1,
                            "COTTON SHIRTS",
                            said.getOrDefault("hs", "620520"),
                            "CN",
                            Double.valueOf(said.getOrDefault("kg", "1000")),
                            null,
                            null,
                            List.of(),
                            List.of(),
                            null,
                            null,
                            new Duty(12.0, "A"),
                            List.of())),
                    said.containsKey("box")
                            ? List.of(new Equipment(said.get("box"), null, null, List.of(), null, null, null))
                            : List.of(),
                    null,
                    null,
                    null,
                    List.of(),
                    List.of());
        }

        private static Leg leg(int seq, LegFunction function, @Nullable String locode) {
            return new Leg(seq, function, locode, null, null, null, null, null, null);
        }

        private static Leg discharge(Map<String, String> said) {
            return new Leg(
                    2,
                    LegFunction.DISCHARGE,
                    said.getOrDefault("to", "NLRTM"),
                    null,
                    null,
                    time(said.get("eta")),
                    null,
                    time(said.get("ata")),
                    null);
        }

        private static @Nullable Instant time(@Nullable String hour) {
            return hour == null ? null : Instant.ofEpochMilli(hour(Long.parseLong(hour)));
        }

        private static Party party(Role role, String number, String country) {
            return new Party(
                    role,
                    "PARTY " + number,
                    List.of(new PartyId("EORI", number)),
                    PersonType.LEGAL,
                    new Address(null, null, null, country, null),
                    List.of(),
                    false);
        }
    }
}
