package portolan.pipeline.kafka;

import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.Decoder;
import portolan.pipeline.RawRecord;
import portolan.schemas.AvroWire;
import portolan.schemas.Topics;
import portolan.schemas.avro.Filing;

/** Reads filings in Avro single-object encoding. */
public final class FilingDecoder implements Decoder {
    private final boolean remembersPersons;
    private transient @Nullable AvroWire<Filing> wire;

    /** Natural persons are not remembered. */
    public FilingDecoder() {
        this(false);
    }

    /** @param remembersPersons whether natural persons get a key, and so a memory */
    public FilingDecoder(boolean remembersPersons) {
        this.remembersPersons = remembersPersons;
    }

    @Override
    public Decoded decode(RawRecord raw) {
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
