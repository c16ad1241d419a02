import threading

from metropolis.settings.file_cache import SharedFileCache


def test_one_of_many_gets_the_lock(tmp_path):
    cache = SharedFileCache(str(tmp_path), {})
    for number in range(20):
        barrier, won = threading.Barrier(8), []

        def add(key=f"lock-{number}", barrier=barrier, won=won):
            barrier.wait(timeout=10)
            won.append(cache.add(key, True, timeout=60))

        threads = [threading.Thread(target=add) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert won.count(True) == 1


def test_a_lock_that_ran_out_is_free_again(tmp_path):
    cache = SharedFileCache(str(tmp_path), {})
    assert cache.add("lock", True, timeout=-1)
    assert cache.add("lock", True, timeout=60)
    assert not cache.add("lock", True, timeout=60)


def test_no_drafts_are_left_behind(tmp_path):
    cache = SharedFileCache(str(tmp_path), {})
    cache.add("key", 1)
    cache.add("key", 2)
    assert cache.get("key") == 1
    assert len(list(tmp_path.iterdir())) == 1
