// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.ValueType;
import portolan.schemas.wire.Believable;
import portolan.scoring.manifest.ContainerRef;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Seal;

/** Reads goods and containers as {@link GoodsFields} does, from their bytes. */
final class GoodsBytes {
    /** Digits behind the point of masses, volumes, temperatures and rates. */
    static final int MEASURE = 6;

    /** Digits behind the point of money. */
    static final int MONEY = 2;

    private static final WireWords<HsSource> HS_SOURCES = WireWords.of(HsSource.values(), HsSource::valueOf);
    private static final WireWords<String> VALUE_TYPES = WireWords.of(ValueType.values(), name -> name);
    private static final WireWords<PackedStatus> PACKED_STATUSES =
            WireWords.of(portolan.schemas.avro.PackedStatus.values(), PackedStatus::valueOf);

    private GoodsBytes() {}

    static List<GoodsItem> items(AvroCursor in) {
        return in.list(GoodsBytes::item);
    }

    private static GoodsItem item(AvroCursor in) {
        int seq = in.integer();
        String description = in.nullableText();
        String hsCode = in.isPresent() ? GoodsFields.tariffCode(in.wholeText()) : null;
        in.nullableWord(HS_SOURCES);
        String origin = in.nullableText();
        Double grossMassKg = in.nullableDecimal(MEASURE, Believable.KILOGRAMS);
        Double netMassKg = in.nullableDecimal(MEASURE, Believable.KILOGRAMS);
        Double volumeM3 = in.nullableDecimal(MEASURE, Believable.CUBIC_METRES);
        List<Packages> packages = in.list(GoodsBytes::packages);
        List<String> undg = in.list(AvroCursor::text);
        in.skipNullableText(); // cusCode
        return new GoodsItem(
                seq,
                description,
                hsCode,
                origin,
                grossMassKg,
                netMassKg,
                volumeM3,
                packages,
                undg,
                in.isPresent() ? value(in) : null,
                in.nullableDecimal(MEASURE, Believable.CELSIUS),
                in.isPresent() ? duty(in) : null,
                in.list(GoodsBytes::container));
    }

    private static Packages packages(AvroCursor in) {
        Long count = in.nullableCount();
        return new Packages(count == null ? 0 : count, in.nullableText(), in.nullableText());
    }

    private static Money value(AvroCursor in) {
        return new Money(in.decimal(MONEY, Believable.WORTH), in.nullableText(), in.nullableWord(VALUE_TYPES));
    }

    private static Duty duty(AvroCursor in) {
        return new Duty(in.nullableDecimal(MEASURE, Believable.PERCENT), in.nullableText());
    }

    private static @Nullable ContainerRef container(AvroCursor in) {
        String id = in.text();
        Long packages = in.nullableCount();
        Double massKg = in.nullableDecimal(MEASURE, Believable.KILOGRAMS);
        return id == null ? null : new ContainerRef(id, packages, massKg);
    }

    static List<Equipment> equipment(AvroCursor in) {
        return in.list(GoodsBytes::unit);
    }

    private static @Nullable Equipment unit(AvroCursor in) {
        String id = in.text();
        if (in.isPresent()) {
            in.flag(); // idValid
        }
        String sizeType = in.nullableText();
        PackedStatus packedStatus = in.nullableWord(PACKED_STATUSES);
        in.skipNullableText(); // supplierType
        List<Seal> seals = in.list(GoodsBytes::seal);
        Double tareKg = in.nullableDecimal(MEASURE, Believable.KILOGRAMS);
        Double vgmKg = in.nullableDecimal(MEASURE, Believable.KILOGRAMS);
        Double setTemperatureC = in.nullableDecimal(MEASURE, Believable.CELSIUS);
        in.skipNullableText(); // stowPosition
        return id == null ? null : new Equipment(id, sizeType, packedStatus, seals, tareKg, vgmKg, setTemperatureC);
    }

    private static @Nullable Seal seal(AvroCursor in) {
        String number = in.text();
        String party = in.nullableText();
        String status = in.nullableText();
        return number == null ? null : new Seal(number, party, status);
    }
}
