import { Drawer } from 'antd';
import { MainMenu, type Place } from './main-menu';

/** The menu where there is no room beside the page. */
export default function PhoneMenu({ places, here, close }: { places: readonly Place[]; here: string | undefined; close: () => void }) {
  return (
    <Drawer title="菜单" placement="left" size={220} open onClose={close} styles={{ body: { padding: 0 } }}>
      <MainMenu places={places} here={here} went={close} />
    </Drawer>
  );
}
