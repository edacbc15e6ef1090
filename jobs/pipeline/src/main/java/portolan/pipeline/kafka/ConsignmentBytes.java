// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.wire.Believable;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportDocument;
import portolan.scoring.manifest.TransportMode;

/** Reads what a filing says of its consignment as {@link FilingFields} does, from the bytes. */
final class ConsignmentBytes {
    private static final WireWords<BillLevel> BILL_LEVELS =
            WireWords.of(portolan.schemas.avro.BillLevel.values(), BillLevel::valueOf);
    private static final WireWords<NatureOfMovement> NATURES =
            WireWords.of(portolan.schemas.avro.NatureOfMovement.values(), NatureOfMovement::valueOf);
    private static final WireWords<TransportMode> MODES =
            WireWords.of(portolan.schemas.avro.TransportMode.values(), TransportMode::valueOf);
    private static final WireWords<String> CONVEYANCES = WireWords.of(ConveyanceIdType.values(), name -> name);
    private static final WireWords<LegFunction> LEG_FUNCTIONS =
            WireWords.of(portolan.schemas.avro.LegFunction.values(), LegFunction::valueOf);
    private static final WireWords<Payment> PAYMENTS = WireWords.of(FreightPayment.values(), Payment::valueOf);

    private ConsignmentBytes() {}

    /** The fields from {@code billLevel} to {@code deadlines}; the others come before them. */
    static Consignment read(
            AvroCursor in,
            String tenant,
            ConsignmentKey key,
            Instant receivedAt,
            Filer filer,
            boolean remembersPersons,
            long seenAt) {
        BillLevel billLevel = in.word(BILL_LEVELS);
        TransportDocument document = document(in);
        TransportDocument master = in.isPresent() ? master(in) : null;
        in.skipNullableText(); // ucr
        NatureOfMovement nature = in.word(NATURES);
        TransportMode mode = in.word(MODES);
        Conveyance conveyance = conveyance(in);
        List<Leg> routing = in.list(each -> leg(each, seenAt));
        List<String> countriesOfRouting = in.list(AvroCursor::text);
        String firstEntryOffice = in.nullableText();
        String office = in.nullableText();
        List<Party> parties = PartyBytes.parties(in, filer, remembersPersons);
        List<GoodsItem> items = GoodsBytes.items(in);
        List<Equipment> equipment = GoodsBytes.equipment(in);
        Totals totals = in.isPresent() ? totals(in) : null;
        Freight freight = in.isPresent() ? freight(in) : null;
        List<SupportingDocument> documents = in.list(ConsignmentBytes::supporting);
        skipAdditionalInfo(in);
        return new Consignment(
                tenant,
                key,
                receivedAt,
                billLevel,
                document,
                master,
                nature,
                mode,
                conveyance,
                routing,
                countriesOfRouting,
                office == null ? firstEntryOffice : office,
                filer,
                parties,
                items,
                equipment,
                totals,
                freight,
                in.isPresent() ? deadlines(in, seenAt) : null,
                documents,
                List.of());
    }

    private static TransportDocument document(AvroCursor in) {
        return new TransportDocument(in.strippedText(), in.nullableText(), in.nullableText(), in.nullableDay());
    }

    private static @Nullable TransportDocument master(AvroCursor in) {
        String number = in.text();
        String issuer = in.nullableText();
        return number == null ? null : new TransportDocument(number, null, issuer, null);
    }

    private static Conveyance conveyance(AvroCursor in) {
        return new Conveyance(
                in.nullableWord(CONVEYANCES),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText());
    }

    private static Leg leg(AvroCursor in, long seenAt) {
        return new Leg(
                in.integer(),
                in.word(LEG_FUNCTIONS),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableTime(seenAt),
                in.nullableTime(seenAt),
                in.nullableTime(seenAt),
                in.nullableTime(seenAt));
    }

    private static Totals totals(AvroCursor in) {
        return new Totals(
                in.nullableCount(),
                in.nullableDecimal(GoodsBytes.MEASURE, Believable.KILOGRAMS),
                in.nullableIntegerCount(),
                in.nullableIntegerCount());
    }

    private static Freight freight(AvroCursor in) {
        return new Freight(
                in.word(PAYMENTS), in.nullableDecimal(GoodsBytes.MONEY, Believable.MONEY), in.nullableText());
    }

    /** Null for one that states nothing but its number: nothing can be held against it. */
    private static @Nullable SupportingDocument supporting(AvroCursor in) {
        SupportingDocument document = new SupportingDocument(
                in.nullableText(),
                in.strippedText(),
                in.nullableDecimal(GoodsBytes.MONEY, Believable.MONEY),
                in.nullableText(),
                in.nullableDecimal(GoodsBytes.MEASURE, Believable.KILOGRAMS),
                in.nullableCount(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                in.nullableDay(),
                in.nullableDay());
        return document.statesSomething() ? document : null;
    }

    private static void skipAdditionalInfo(AvroCursor in) {
        for (int block = in.block(); block > 0; block = in.block()) {
            for (; block > 0; block--) {
                in.skipNullableText(); // code
                in.skipNullableText(); // text
            }
        }
    }

    private static Deadlines deadlines(AvroCursor in, long seenAt) {
        return new Deadlines(in.nullableTime(seenAt), in.nullableTime(seenAt), in.nullableTime(seenAt));
    }
}
