"""One thread a process: reports are made beside each other, and say the same on every machine."""

SINGLE_THREADED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    # pyarrow's allocator starts a thread as it is loaded
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""Environment without which a library starts threads when it is imported or first used.

Threads add numbers in another order. The last digits then hang on how many processors there are,
and with them where a label of a figure finds room.
"""
