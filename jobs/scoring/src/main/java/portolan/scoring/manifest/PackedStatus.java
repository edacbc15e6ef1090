package portolan.scoring.manifest;

/** How full a container is. */
public enum PackedStatus {
    FULL,
    EMPTY,
    LCL
}
