// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import java.util.List;
import java.util.Locale;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.TransportMode;

/** A format that filings can be written in. */
public enum MessageFormat {
    /** UN/EDIFACT CUSCAR, all that a filer sends of one voyage at once. */
    CUSCAR("edi") {
        @Override
        public boolean carries(Filing filing) {
            return true;
        }

        @Override
        byte[] write(Message message) {
            return CuscarMessage.of(message);
        }
    },

    /** ASYCUDA World's manifest, one a voyage. It cannot withdraw a bill. */
    AWMDS("xml") {
        @Override
        public boolean carries(Filing filing) {
            return filing.getTransportMode() == TransportMode.SEA && filing.getEventKind() != EventKind.DELETE;
        }

        @Override
        String kind(Filing filing) {
            return AwmdsMessage.together(filing);
        }

        @Override
        byte[] write(Message message) {
            return AwmdsMessage.of(message);
        }
    },

    /** Cargo-XML, one a waybill: XFWB, and XFZB for houses. */
    XFWB("xml") {
        @Override
        public boolean carries(Filing filing) {
            return filing.getTransportMode() == TransportMode.AIR;
        }

        @Override
        boolean holdsSeveral() {
            return false;
        }

        @Override
        byte[] write(Message message) {
            return WaybillMessage.of(message);
        }
    },

    /** X12 309, one a voyage and port. */
    X12("edi") {
        @Override
        public boolean carries(Filing filing) {
            return filing.getTransportMode() == TransportMode.SEA;
        }

        @Override
        String kind(Filing filing) {
            boolean export = filing.getNatureOfMovement() == NatureOfMovement.EXPORT;
            StringBuilder kind = new StringBuilder().append(export);
            for (Leg leg : filing.getRouting()) {
                if (leg.getFunction() == LegFunction.DISCHARGE) {
                    kind.append('|').append(leg.getLocode()).append('|').append(leg.getEta());
                }
            }
            return kind.toString();
        }

        @Override
        byte[] write(Message message) {
            return X12Message.of(message);
        }
    };

    private final String ending;

    MessageFormat(String ending) {
        this.ending = ending;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the names of files. */
    public String ending() {
        return ending;
    }

    /** Whether it has messages for such filings at all. */
    public abstract boolean carries(Filing filing);

    /** Beside ship and filer, what the bills of one message have in common. */
    String kind(Filing filing) {
        return filing.getEventKind().name();
    }

    boolean holdsSeveral() {
        return true;
    }

    /** What the bills of one message have in common. */
    final List<Object> together(Filing filing) {
        Conveyance voyage = filing.getConveyance();
        return List.of(this, filing.getFilerId(), filing.getReceivingAuthority(), voyage, kind(filing));
    }

    abstract byte[] write(Message message);
}
