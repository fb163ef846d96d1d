"""OpenStack Swift with its S3 API: all its servers in one process, objects in memory.

Usage: s3-server.py FOLDER ACCOUNT:USER SECRET (the name of the key, and its secret). Prints the port, and ends with its standard input.
"""
import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import tpool, wsgi
from paste.deploy import loadapp
from swift.common import storage_policy, utils
from swift.common.ring import RingBuilder

FOLDER, USER, SECRET = sys.argv[1:4]

POLICY = """[swift-hash]
swift_hash_path_prefix = x
swift_hash_path_suffix = y
[storage-policy:0]
name = one
default = yes
"""

SERVER = """[DEFAULT]
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
"""

PROXY = """[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth container_quotas slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = eu-1
[filter:tempauth]
use = egg:swift#tempauth
user_{user} = {secret} .admin
[filter:container_quotas]
use = egg:swift#container_quotas
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
"""


def write(name, text):
    place = os.path.join(FOLDER, name)
    with open(place, 'w') as file:
        file.write(text.format(folder=FOLDER, user=USER.replace(':', '_'), secret=SECRET))
    return place


def main():
    os.makedirs(os.path.join(FOLDER, 'devices/d1'))
    utils.SWIFT_CONF_FILE = write('swift.conf', POLICY)
    utils.HASH_PATH_PREFIX, utils.HASH_PATH_SUFFIX = b'x', b'y'
    storage_policy.reload_storage_policies()
    programs = {'account': 'account', 'container': 'container', 'object': 'mem_object'}
    listeners = {kind: eventlet.listen(('127.0.0.1', 0)) for kind in [*programs, 'proxy']}
    for kind in programs:
        ip, port = listeners[kind].getsockname()
        ring = RingBuilder(1, 1, 0)
        ring.add_dev({'region': 1, 'zone': 1, 'ip': ip, 'port': port, 'replication_ip': ip,
                      'replication_port': port, 'device': 'd1', 'weight': 1})
        ring.rebalance()
        ring.get_ring().save(os.path.join(FOLDER, kind + '.ring.gz'))
    texts = {kind: '[app:main]\nuse = egg:swift#' + program + '\n' for kind, program in programs.items()}
    log = open(os.devnull, 'w')
    for kind, text in {**texts, 'proxy': PROXY}.items():
        app = loadapp('config:' + write(kind + '.conf', SERVER + text))
        eventlet.spawn(wsgi.server, listeners[kind], app, log)
    print(listeners['proxy'].getsockname()[1], flush=True)
    tpool.execute(sys.stdin.read)
    os._exit(0)


main()
