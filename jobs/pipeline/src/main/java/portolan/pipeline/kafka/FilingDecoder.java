// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/**
 * Reads filings in Avro single-object encoding: valid ones of today's schema straight from their bytes, all others, and
 * what is no filing at all, by way of Avro's record.
 */
public final class FilingDecoder implements Decoder {
    private final boolean remembersPersons;
    private final boolean byAvroAlone;
    private transient @Nullable AvroWire<Filing> wire;

    /** Natural persons are not remembered. */
    public FilingDecoder() {
        this(false);
    }

    /** @param remembersPersons whether natural persons get a key, and so a memory */
    public FilingDecoder(boolean remembersPersons) {
        this(remembersPersons, false);
    }

    private FilingDecoder(boolean remembersPersons, boolean byAvroAlone) {
        this.remembersPersons = remembersPersons;
        this.byAvroAlone = byAvroAlone;
    }

    /** Reads the same of the same bytes, all of it by Avro's own reader, as one would write it. */
    public static FilingDecoder ofAvro() {
        return ofAvro(false);
    }

    /** @param remembersPersons whether natural persons get a key, and so a memory */
    static FilingDecoder ofAvro(boolean remembersPersons) {
        return new FilingDecoder(remembersPersons, true);
    }

    @Override
    public Decoded decode(RawRecord raw) {
        LedgerInput valid = byAvroAlone ? null : FilingBytes.read(raw, remembersPersons);
        return valid == null ? decodeByAvro(raw) : valid;
    }

    private Decoded decodeByAvro(RawRecord raw) {
        if (wire == null) {
            wire = Topics.CONSIGNMENTS_FILED.wire();
        }
        return WireRecords.decode(wire, raw, this::read);
    }

    /**
     * Reads a filing that is a record already. Unlike {@link #decode}, any number of threads may.
     *
     * @param raw what the record was made from: it goes along, and says where the filing stands in the order of inputs
     */
    public Decoded read(Filing filing, RawRecord raw) {
        return FilingFields.read(filing, raw, remembersPersons);
    }
}
